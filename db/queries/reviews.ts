import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

const WAITING_AT_MOST = 20;
const ONE_IN = 20;

/**
 * Marks a small random part of what was classified lately for a blind review: one in twenty, and always some while there is
 * little; at most twenty wait. Returns how many were added.
 */
export async function sampleForReview(db: Db): Promise<number> {
  const rows = await db.execute(sql`
    with waiting as (
      select count(*)::int as n from classifications
      where company_id = ${db.companyId} and sampled_at is not null and judged_at is null
    ), lately as (
      select k.message_id from classifications k
      join conversations c on c.company_id = k.company_id and c.id = k.conversation_id and not c.bulk
      where k.company_id = ${db.companyId} and k.sampled_at is null and k.judged_at is null
        and k.classified_at > now() - interval '1 day'
      order by k.classified_at desc limit 2000
    )
    update classifications set sampled_at = now()
    where company_id = ${db.companyId} and message_id in (
      select message_id from lately
      where abs(hashint8(message_id)) % ${ONE_IN} = 0 or (select count(*) from lately) < ${ONE_IN}
      order by hashint8(message_id) limit greatest(0, ${WAITING_AT_MOST} - (select n from waiting)))
    returning message_id`);
  return rows.length;
}

export interface ReviewQuestion {
  messageId: number;
  conversationId: number;
  customerName: string;
  subject: string;
  body: string;
  sentAt: Date;
}

/** The next message to be judged, without what was made of it; and how many wait. */
export async function findReview(db: Db): Promise<{ question: ReviewQuestion | undefined; waiting: number }> {
  const rows = await db.execute<Record<string, unknown>>(sql`
    select k.message_id, k.conversation_id, u.name, m.subject, left(m.body, 4000) as body, m.sent_at,
      (count(*) over ())::int as waiting
    from classifications k
    join messages m on m.company_id = k.company_id and m.id = k.message_id
    join conversations c on c.company_id = k.company_id and c.id = k.conversation_id
    join customers u on u.company_id = c.company_id and u.id = c.customer_id
    where k.company_id = ${db.companyId} and k.sampled_at is not null and k.judged_at is null
    order by k.sampled_at, k.message_id limit 1`);
  const [row] = rows;
  if (!row) return { question: undefined, waiting: 0 };
  return {
    waiting: Number(row.waiting),
    question: {
      messageId: Number(row.message_id),
      conversationId: Number(row.conversation_id),
      customerName: String(row.name),
      subject: String(row.subject),
      body: String(row.body),
      sentAt: new Date(String(row.sent_at)),
    },
  };
}

export interface BlindJudgement {
  messageId: number;
  folderId: number | null;
  employeeId: number;
}

/** Keeps where a person says that a sampled message belongs, once. Undefined when it was judged before, or not sampled. */
export async function judgeBlind(
  db: Db,
  { messageId, folderId, employeeId }: BlindJudgement,
): Promise<{ given: number | null; confidence: number } | undefined> {
  const [row] = await db.execute<Record<string, unknown>>(sql`
    update classifications set correct_folder_id = ${folderId}, judged_at = now(), judged_by_id = ${employeeId},
      blind = true
    where company_id = ${db.companyId} and message_id = ${messageId} and sampled_at is not null and judged_at is null
    returning folder_id, confidence`);
  if (!row) return undefined;
  return { given: row.folder_id === null ? null : Number(row.folder_id), confidence: Number(row.confidence) };
}
