import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type LearnedClassifierRow, learnedClassifiers } from "@/db/schema";

export async function findLearnedClassifier(db: Db): Promise<LearnedClassifierRow | undefined> {
  const [row] = await db
    .select()
    .from(learnedClassifiers)
    .where(eq(learnedClassifiers.companyId, db.companyId));
  return row;
}

/** When a company last learnt; undefined before the first time. */
export async function findLearnedAt(db: Db): Promise<Date | undefined> {
  const [row] = await db
    .select({ trainedAt: learnedClassifiers.trainedAt })
    .from(learnedClassifiers)
    .where(eq(learnedClassifiers.companyId, db.companyId));
  return row?.trainedAt;
}

type Learnt = Pick<LearnedClassifierRow, "packed" | "examples" | "scores">;

export async function keepLearnedClassifier(db: Db, learnt: Learnt): Promise<void> {
  const kept = { ...learnt, trainedAt: sql`clock_timestamp()`, staleSince: null };
  await db
    .insert(learnedClassifiers)
    .values({ ...kept, companyId: db.companyId })
    .onConflictDoUpdate({ target: learnedClassifiers.companyId, set: kept });
}

const EXAMPLES = 8000;
const LONGEST = 3000;

/** The first words of the conversations that people and rules filed, the newest first, with where they belong. */
export async function listExamples(db: Db): Promise<{ text: string; folderId: number }[]> {
  const rows = await db.execute<{ text: string; folder_id: string }>(sql`
    select c.folder_id, concat_ws(E'\n', nullif(m.subject, ''), left(m.body, ${LONGEST})) as text
    from (
      select id, folder_id from conversations
      where company_id = ${db.companyId} and folder_id is not null and filed_by in ('person', 'rule')
        and merged_into_id is null and not bulk
      order by last_message_at desc, id desc limit ${EXAMPLES}) c
    join folders f on f.company_id = ${db.companyId} and f.id = c.folder_id and f.archived_at is null
    cross join lateral (
      select i.subject, i.body from messages i
      where i.company_id = ${db.companyId} and i.conversation_id = c.id and i.kind = 'inbound' and i.origin = 'person'
        and i.unparsed_because is null
      order by i.sent_at, i.id limit 1) m`);
  return rows.map(({ text, folder_id }) => ({ text, folderId: Number(folder_id) }));
}

const LEAST = 20;

/** Whether there is more to learn than was learnt: after corrections, once a day, and when enough is filed for a first time. */
export async function isLearningDue(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ due: boolean }>(sql`
    select case when l.company_id is not null
      then coalesce(l.stale_since < now() - interval '2 minutes', false) or l.trained_at < now() - interval '1 day'
      else (select count(*) from (select 1 from conversations c where c.company_id = ${db.companyId}
        and c.folder_id is not null and c.filed_by in ('person', 'rule') limit ${LEAST}) few) = ${LEAST} end as due
    from (select 1) one left join learned_classifiers l on l.company_id = ${db.companyId}`);
  return row?.due ?? false;
}
