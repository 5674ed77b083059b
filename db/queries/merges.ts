import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { waitingSince } from "./file-messages";

/** Messages, search rows and drafts change conversation, and the totals follow. */
export async function moveMessages(db: Db, fromId: number, intoId: number): Promise<void> {
  const company = db.companyId;
  // An answer that is being written into either of them comes first, or finds where it went.
  await db.execute(sql`
    select from conversations where company_id = ${company} and id in (${fromId}, ${intoId}) order by id for update`);
  await db.execute(sql`
    update messages set conversation_id = ${intoId} where company_id = ${company} and conversation_id = ${fromId}`);
  await db.execute(sql`
    update message_search set conversation_id = ${intoId}
    where company_id = ${company} and message_id in (
      select id from messages where company_id = ${company} and conversation_id = ${intoId})
      and conversation_id = ${fromId}`);
  await db.execute(sql`
    insert into drafts (company_id, conversation_id, employee_id, kind, body, recipients, attachment_ids, saved_at)
    select company_id, ${intoId}, employee_id, kind, body, recipients, attachment_ids, saved_at from drafts
    where company_id = ${company} and conversation_id = ${fromId} on conflict do nothing`);
  await db.execute(sql`
    update conversations i set
      message_count = i.message_count + f.message_count,
      has_attachment = i.has_attachment or f.has_attachment,
      preview = case when f.last_message_at > i.last_message_at then f.preview else i.preview end,
      subject = case when f.first_message_at < i.first_message_at then f.subject else i.subject end,
      first_message_at = least(i.first_message_at, f.first_message_at),
      last_message_at = greatest(i.last_message_at, f.last_message_at),
      first_reply_at = least(i.first_reply_at, f.first_reply_at),
      waiting_since = w.since,
      unread = (i.unread or f.unread) and (not w.replied or w.since is not null),
      status = case when i.status = 'new' and w.replied and w.since is null then 'in_progress'
        else i.status end,
      bulk = i.bulk and f.bulk,
      assignee_id = coalesce(i.assignee_id, f.assignee_id),
      folder_id = coalesce(i.folder_id, f.folder_id),
      filed_by = coalesce(i.filed_by, f.filed_by),
      filing = coalesce(i.filing, f.filing)
    from conversations f, (
      select ${waitingSince(db, sql`${intoId}`)} as since, exists (
        select from messages where company_id = ${company} and conversation_id = ${intoId} and kind = 'outbound'
      ) as replied) w
    where i.company_id = ${company} and i.id = ${intoId} and f.company_id = ${company} and f.id = ${fromId}
      and f.merged_into_id is null`);
  await db.execute(sql`
    update conversations set merged_into_id = ${intoId}, message_count = 0, unread = false, status = 'archived',
      waiting_since = null where company_id = ${company} and id = ${fromId}`);
  await db.execute(sql`
    insert into activities (company_id, conversation_id, actor, verb, detail)
    values (${company}, ${intoId}, 'system', 'merged', ${JSON.stringify({ fromId })}::jsonb)`);
}
