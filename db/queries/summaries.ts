import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { messages, type Summary, summaries } from "@/db/schema";

const is = (db: Db, conversationId: number) =>
  and(eq(summaries.companyId, db.companyId), eq(summaries.conversationId, conversationId));

export type ShownSummary = Summary & {
  /** Messages that came after it. */
  newer: number;
};

const NEWER_AT_MOST = 99;

/** What a conversation was summed up to, with how many messages came since; undefined when it never was. */
export async function findSummary(db: Db, conversationId: number): Promise<ShownSummary | undefined> {
  const [row] = await db
    .select({
      summary: summaries,
      newer: sql<number>`(select count(*)::int from (select 1 from messages m
        where m.company_id = ${db.companyId} and m.conversation_id = ${conversationId} and m.kind <> 'note'
          and (m.sent_at, m.id) > (select b.sent_at, b.id from messages b
            where b.company_id = ${db.companyId} and b.id = ${summaries.upToMessageId})
        limit ${NEWER_AT_MOST}) n)`,
    })
    .from(summaries)
    .where(is(db, conversationId));
  return row && { ...row.summary, newer: row.newer };
}

/** The newest that customer or company wrote; undefined when nobody did. */
export async function findNewestMessageId(db: Db, conversationId: number): Promise<number | undefined> {
  const [row] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.conversationId, conversationId),
        ne(messages.kind, "note"),
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(1);
  return row?.id;
}

/** Marks a summary as being written: false when nothing was said yet. */
export async function beginSummary(db: Db, conversationId: number): Promise<boolean> {
  const upToMessageId = await findNewestMessageId(db, conversationId);
  if (upToMessageId === undefined) return false;
  await db
    .insert(summaries)
    .values({ companyId: db.companyId, conversationId, upToMessageId, askedAt: sql`now()` })
    .onConflictDoUpdate({
      target: [summaries.companyId, summaries.conversationId],
      set: { askedAt: sql`now()`, failure: null },
    });
  db.changed.add(conversationId);
  return true;
}

type Written = Pick<Summary, "upToMessageId" | "keyPoints" | "openQuestions" | "promises" | "model">;

/** Keeps a summary in the place of an older one; one of an older message than the kept one's is dropped. */
export async function keepSummary(db: Db, conversationId: number, written: Written): Promise<void> {
  const kept = { ...written, writtenAt: sql`now()`, askedAt: null, failure: null };
  await db
    .insert(summaries)
    .values({ ...kept, companyId: db.companyId, conversationId })
    .onConflictDoUpdate({
      target: [summaries.companyId, summaries.conversationId],
      set: kept,
      setWhere: sql`${summaries.upToMessageId} <= excluded.up_to_message_id`,
    });
  db.changed.add(conversationId);
}

export async function failSummary(db: Db, conversationId: number, failure: string): Promise<void> {
  await db.update(summaries).set({ failure, askedAt: null }).where(is(db, conversationId));
  db.changed.add(conversationId);
}

/** Of the conversations of these messages, those whose summary is older than what was said, or that became long without one. */
export async function listSummariesDue(db: Db, messageIds: number[], longFrom: number): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct c.id from messages m
    join conversations c on c.company_id = m.company_id and c.id = m.conversation_id
    left join summaries s on s.company_id = c.company_id and s.conversation_id = c.id
    where m.company_id = ${db.companyId} and c.open and m.kind = 'inbound'
      and m.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(messageIds)}::jsonb))
      and m.sent_at > now() - interval '2 days' and c.message_count >= ${longFrom}
      and (s.conversation_id is null or s.up_to_message_id < m.id)
    limit 20`);
  return rows.map((row) => Number(row.id));
}
