import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Classification, type Classifier, classifications, type Filing } from "@/db/schema";

export async function findClassification(db: Db, messageId: number): Promise<Classification | undefined> {
  const [row] = await db
    .select()
    .from(classifications)
    .where(and(eq(classifications.companyId, db.companyId), eq(classifications.messageId, messageId)));
  return row;
}

type New = Omit<typeof classifications.$inferInsert, "companyId">;

/** Keeps what a classifier made of a message; the first stands. */
export async function keepClassification(db: Db, classification: New): Promise<void> {
  await db
    .insert(classifications)
    .values({ ...classification, companyId: db.companyId })
    .onConflictDoNothing();
}

export interface ClassifierFiling {
  conversationId: number;
  folderId: number;
  classifier: Classifier;
  filing: Filing;
}

/** Files a conversation that nobody and nothing has filed yet: false when somebody did in the meantime. */
export async function fileByClassifier(db: Db, filed: ClassifierFiling): Promise<boolean> {
  const { conversationId, folderId, classifier, filing } = filed;
  const rows = await db.execute<{ id: string }>(sql`
    with filed as (
      update conversations set folder_id = f.id, filed_by = ${classifier}, filing = ${JSON.stringify(filing)}::jsonb
      from folders f
      where conversations.company_id = ${db.companyId} and conversations.id = ${conversationId}
        and conversations.folder_id is null and conversations.filed_by is null and not conversations.bulk
        and f.company_id = ${db.companyId} and f.id = ${folderId} and f.archived_at is null
      returning conversations.id
    )
    insert into activities (company_id, conversation_id, actor, verb, detail)
    select ${db.companyId}, id, ${classifier}, 'filed',
      jsonb_build_object('folderId', ${folderId}::bigint, 'filing', ${JSON.stringify(filing)}::jsonb)
    from filed returning id`);
  if (rows.length > 0) db.changed.add(conversationId);
  return rows.length > 0;
}

/** Says where a conversation without a folder may belong; it stays without one. */
export async function suggestFiling(db: Db, conversationId: number, filing: Filing): Promise<void> {
  const rows = await db.execute<{ id: string }>(sql`
    update conversations set filing = ${JSON.stringify(filing)}::jsonb
    where company_id = ${db.companyId} and id = ${conversationId} and folder_id is null and filed_by is null
    returning id`);
  if (rows.length > 0) db.changed.add(conversationId);
}

/** Makes an open conversation urgent, with why; nothing happens to one that is closed, or urgent already. */
export async function markUrgent(db: Db, conversationId: number, reason: string): Promise<void> {
  const rows = await db.execute<{ id: string }>(sql`
    with marked as (
      update conversations c set status = 'urgent'
      from conversations before
      where c.company_id = ${db.companyId} and c.id = ${conversationId} and c.status in ('new', 'in_progress')
        and before.company_id = c.company_id and before.id = c.id
      returning c.id, before.status as was
    )
    insert into activities (company_id, conversation_id, actor, verb, detail)
    select ${db.companyId}, id, 'model', 'status', jsonb_build_object('before', jsonb_build_object('status', was),
      'after', jsonb_build_object('status', 'urgent'), 'reason', ${reason}::text)
    from marked returning id`);
  if (rows.length > 0) db.changed.add(conversationId);
}

interface Moved {
  conversationIds: number[];
  folderId: number | null;
  employeeId: number;
}

/** Takes a person's filing as the truth about what was classified in these conversations, and as something to learn from. */
export async function judgeByMove(db: Db, { conversationIds, folderId, employeeId }: Moved): Promise<void> {
  if (conversationIds.length === 0) return;
  await db.execute(sql`
    update classifications set correct_folder_id = ${folderId}, judged_at = now(), judged_by_id = ${employeeId}
    where company_id = ${db.companyId} and not blind
      and conversation_id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb))`);
  await db.execute(sql`
    update learned_classifiers set stale_since = coalesce(stale_since, now()) where company_id = ${db.companyId}`);
}

/** A filing by hand was taken back: what was said of the classifications with it is, too. */
export async function forgetJudgements(db: Db, conversationIds: number[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await db.execute(sql`
    update classifications c set correct_folder_id = null, judged_at = null, judged_by_id = null
    from conversations v
    where c.company_id = ${db.companyId} and not c.blind and c.judged_at is not null
      and c.conversation_id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb))
      and v.company_id = c.company_id and v.id = c.conversation_id and v.filed_by is distinct from 'person'`);
}

/** Recent messages of customers about which nobody has decided: their event was lost, or nobody announced them. */
export async function listUndecided(db: Db): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select m.id from messages m
    join conversations c on c.company_id = m.company_id and c.id = m.conversation_id
    where m.company_id = ${db.companyId} and m.sent_at > now() - interval '6 hours'
      and m.sent_at < now() - interval '2 minutes' and m.kind = 'inbound' and m.origin = 'person'
      and m.unparsed_because is null and not c.bulk and c.merged_into_id is null
      and not exists (select from reply_decisions d where d.company_id = m.company_id and d.message_id = m.id)
    order by m.sent_at desc limit 100`);
  return rows.map((row) => Number(row.id));
}
