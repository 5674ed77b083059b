import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { AutoReply } from "@/db/schema";

/** What happened lately in a folder, and how right filing in it was before: for whoever watches over it. */
export interface FolderRecord {
  folderId: number;
  name: string;
  autoReply: AutoReply;
  /** Answers that left by themselves in the last 14 days, and the complaints that came on them. */
  automatic: number;
  complaints: number;
  /** What was filed there by a classifier and judged: in the last 14 days, and in the 60 days before. */
  lately: { right: number; of: number };
  before: { right: number; of: number };
}

/** The record of every folder in use. */
export async function listFolderRecords(db: Db): Promise<FolderRecord[]> {
  const rows = await db.execute<Record<string, unknown>>(sql`
    select f.id, f.name, f.auto_reply, coalesce(a.automatic, 0)::int as automatic, coalesce(a.complaints, 0)::int as complaints,
      coalesce(j.right_lately, 0)::int as right_lately, coalesce(j.of_lately, 0)::int as of_lately,
      coalesce(j.right_before, 0)::int as right_before, coalesce(j.of_before, 0)::int as of_before
    from folders f
    left join (
      select s.folder_id, count(*) as automatic, count(*) filter (where exists (
        select from classifications k join messages m on m.company_id = k.company_id and m.id = k.message_id
        where k.company_id = s.company_id and k.conversation_id = s.conversation_id and k.intent = 'complaint'
          and m.sent_at between s.queued_at and s.queued_at + interval '3 days')) as complaints
      from automatic_answers s
      where s.company_id = ${db.companyId} and s.queued_at > now() - interval '14 days'
      group by s.folder_id) a on a.folder_id = f.id
    left join (
      select folder_id,
        count(*) filter (where lately and correct_folder_id is not distinct from folder_id) as right_lately,
        count(*) filter (where lately) as of_lately,
        count(*) filter (where not lately and correct_folder_id is not distinct from folder_id) as right_before,
        count(*) filter (where not lately) as of_before
      from (select folder_id, correct_folder_id, classified_at > now() - interval '14 days' as lately
        from classifications
        where company_id = ${db.companyId} and applied and judged_at is not null
          and classified_at > now() - interval '74 days') k
      group by folder_id) j on j.folder_id = f.id
    where f.company_id = ${db.companyId} and f.archived_at is null`);
  return rows.map((row) => ({
    ...{ folderId: Number(row.id), name: String(row.name), autoReply: row.auto_reply as AutoReply },
    ...{ automatic: Number(row.automatic), complaints: Number(row.complaints) },
    lately: { right: Number(row.right_lately), of: Number(row.of_lately) },
    before: { right: Number(row.right_before), of: Number(row.of_before) },
  }));
}

/** Takes a folder back to drafts, once: what was accepted holds no longer. False when it does not answer by itself. */
export async function pullBack(db: Db, folderId: number, because: string): Promise<boolean> {
  const rows = await db.execute(sql`
    with pulled as (
      update folders set auto_reply = 'draft', rehearsal_id = null, pulled_back_at = now(),
        pulled_back_because = ${because}
      where company_id = ${db.companyId} and id = ${folderId} and auto_reply = 'automatic'
      returning id
    )
    insert into activities (company_id, actor, verb, detail)
    select ${db.companyId}, 'system', 'pulledBack', jsonb_build_object('folderId', id, 'because', ${because}::text)
    from pulled returning id`);
  return rows.length > 0;
}
