import { and, asc, count, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Rehearsal, type RehearsalCase, rehearsalCases, rehearsals, type Verdict } from "@/db/schema";

const is = (db: Db, id: number) => and(eq(rehearsals.companyId, db.companyId), eq(rehearsals.id, id));

const isCase = (db: Db, rehearsalId: number, messageId: number) =>
  and(
    eq(rehearsalCases.companyId, db.companyId),
    eq(rehearsalCases.rehearsalId, rehearsalId),
    eq(rehearsalCases.messageId, messageId),
  );

export interface AnsweredMessage {
  messageId: number;
  answerId: number;
}

/** What customers asked in a folder and people of ours answered, the newest first: one of each conversation. */
export async function listAnswered(db: Db, folderId: number, limit: number): Promise<AnsweredMessage[]> {
  const rows = await db.execute<{ message_id: string; answer_id: string }>(sql`
    select q.id as message_id, a.id as answer_id
    from (
      select id, last_message_at from conversations
      where company_id = ${db.companyId} and folder_id = ${folderId} and first_reply_at is not null and not bulk
        and merged_into_id is null
      order by last_message_at desc, id desc limit ${limit * 3}) c
    cross join lateral (
      select m.id, m.sent_at from messages m
      where m.company_id = ${db.companyId} and m.conversation_id = c.id and m.kind = 'outbound' and m.origin = 'person'
      order by m.sent_at, m.id limit 1) a
    cross join lateral (
      select m.id from messages m
      where m.company_id = ${db.companyId} and m.conversation_id = c.id and m.kind = 'inbound' and m.origin = 'person'
        and m.unparsed_because is null and m.sent_at <= a.sent_at
      order by m.sent_at desc, m.id desc limit 1) q
    order by c.last_message_at desc, c.id desc limit ${limit}`);
  return rows.map((row) => ({ messageId: Number(row.message_id), answerId: Number(row.answer_id) }));
}

/** Lets nobody else begin a rehearsal of this folder until the transaction ends. */
export async function lockRehearsals(db: Db, folderId: number): Promise<void> {
  await db.execute(
    sql`select 1 from folders where company_id = ${db.companyId} and id = ${folderId} for update`,
  );
}

type New = Pick<Rehearsal, "folderId" | "basis" | "startedById">;

/** Begins a rehearsal of these cases, none of them tried. */
export async function insertRehearsal(db: Db, rehearsal: New, cases: AnsweredMessage[]): Promise<number> {
  const [row] = await db
    .insert(rehearsals)
    .values({ ...rehearsal, companyId: db.companyId, wanted: cases.length })
    .returning({ id: rehearsals.id });
  if (!row) throw new Error("The rehearsal did not come back");
  await db
    .insert(rehearsalCases)
    .values(
      cases.map((one, position) => ({ ...one, companyId: db.companyId, rehearsalId: row.id, position })),
    );
  return row.id;
}

export async function findRehearsal(db: Db, id: number): Promise<Rehearsal | undefined> {
  const [row] = await db.select().from(rehearsals).where(is(db, id));
  return row;
}

/** A folder's last rehearsal; undefined when there was none. */
export async function findLatestRehearsal(db: Db, folderId: number): Promise<Rehearsal | undefined> {
  const [row] = await db
    .select()
    .from(rehearsals)
    .where(and(eq(rehearsals.companyId, db.companyId), eq(rehearsals.folderId, folderId)))
    .orderBy(desc(rehearsals.id))
    .limit(1);
  return row;
}

/** Rehearsals that have not come to their end and in which nothing was tried lately: their event may be lost. */
export async function listStuckRehearsals(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: rehearsals.id })
    .from(rehearsals)
    .where(
      and(
        eq(rehearsals.companyId, db.companyId),
        isNull(rehearsals.finishedAt),
        sql`coalesce((select max(k.tried_at) from rehearsal_cases k where k.company_id = ${db.companyId}
          and k.rehearsal_id = ${rehearsals.id}), ${rehearsals.startedAt}) < now() - interval '10 minutes'`,
      ),
    )
    .limit(10);
  return rows.map(({ id }) => id);
}

/** The next cases that nobody has tried. */
export async function listUntried(db: Db, rehearsalId: number, limit: number): Promise<RehearsalCase[]> {
  return db
    .select()
    .from(rehearsalCases)
    .where(
      and(
        eq(rehearsalCases.companyId, db.companyId),
        eq(rehearsalCases.rehearsalId, rehearsalId),
        isNull(rehearsalCases.triedAt),
      ),
    )
    .orderBy(asc(rehearsalCases.position))
    .limit(limit);
}

export async function countTried(db: Db, rehearsalId: number): Promise<number> {
  const [row] = await db
    .select({ tried: count() })
    .from(rehearsalCases)
    .where(
      and(
        eq(rehearsalCases.companyId, db.companyId),
        eq(rehearsalCases.rehearsalId, rehearsalId),
        isNotNull(rehearsalCases.triedAt),
      ),
    );
  return row?.tried ?? 0;
}

type Tried = Pick<
  RehearsalCase,
  "text" | "sentences" | "sources" | "gates" | "sends" | "similarity" | "failure"
>;

/** Writes down what came of a case, once. */
export async function recordTried(
  db: Db,
  { rehearsalId, messageId }: Pick<RehearsalCase, "rehearsalId" | "messageId">,
  tried: Tried,
): Promise<void> {
  await db
    .update(rehearsalCases)
    .set({ ...tried, triedAt: sql`now()` })
    .where(and(isCase(db, rehearsalId, messageId), isNull(rehearsalCases.triedAt)));
}

/** Ends a rehearsal with what its cases come to; `failure` when it had to stop before. */
export async function finishRehearsal(db: Db, id: number, failure: string | null): Promise<void> {
  await db.execute(sql`
    update rehearsals r set finished_at = now(), failure = ${failure}, score = t.score, would_send = t.would_send
    from (select avg(similarity) filter (where text is not null) as score,
        (count(*) filter (where sends))::int as would_send
      from rehearsal_cases where company_id = ${db.companyId} and rehearsal_id = ${id}) t
    where r.company_id = ${db.companyId} and r.id = ${id} and r.finished_at is null`);
}

/** Keeps that a person accepted a finished rehearsal; false when it is not finished or was accepted before. */
export async function markAccepted(db: Db, id: number, employeeId: number): Promise<boolean> {
  const rows = await db
    .update(rehearsals)
    .set({ acceptedAt: sql`now()`, acceptedById: employeeId })
    .where(
      and(
        is(db, id),
        isNotNull(rehearsals.finishedAt),
        isNull(rehearsals.failure),
        isNull(rehearsals.acceptedAt),
      ),
    )
    .returning({ id: rehearsals.id });
  return rows.length > 0;
}

/** A person's preference between the two answers of a case: false when there is no such case. */
export async function recordVerdict(
  db: Db,
  { rehearsalId, messageId, verdict }: { rehearsalId: number; messageId: number; verdict: Verdict },
): Promise<boolean> {
  const rows = await db
    .update(rehearsalCases)
    .set({ verdict })
    .where(and(isCase(db, rehearsalId, messageId), isNotNull(rehearsalCases.triedAt)))
    .returning({ messageId: rehearsalCases.messageId });
  return rows.length > 0;
}
