import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

type Row = Record<string, unknown>;

const idOf = (value: unknown) => (value === null || value === undefined ? null : Number(value));

/** How often something that belongs in one folder was put into another; null is no folder. */
export interface ConfusedPair {
  given: number | null;
  correct: number | null;
  count: number;
  /** Of these, judged without seeing what was given. */
  blind: number;
}

/** What was judged of the classifications since a moment: by corrections and in blind reviews. */
export async function listConfusion(db: Db, since: Date): Promise<ConfusedPair[]> {
  const rows = await db.execute<Row>(sql`
    select case when applied then folder_id end as given, correct_folder_id as correct, count(*)::int as count,
      (count(*) filter (where blind))::int as blind
    from classifications
    where company_id = ${db.companyId} and judged_at is not null and classified_at >= ${since.toISOString()}
    group by 1, 2 order by count desc limit 1000`);
  return rows.map(({ given, correct, count, blind }) => ({
    ...{ given: idOf(given), correct: idOf(correct) },
    ...{ count: Number(count), blind: Number(blind) },
  }));
}

export interface FiledCount {
  folderId: number | null;
  classifier: "learned" | "model";
  filed: number;
  unsure: number;
  unjudged: number;
}

/** How much each classifier filed in each folder since a moment, and how much of it nobody has judged. */
export async function countFiled(db: Db, since: Date): Promise<FiledCount[]> {
  const rows = await db.execute<Row>(sql`
    select folder_id, classifier, (count(*) filter (where applied))::int as filed,
      (count(*) filter (where not applied))::int as unsure,
      (count(*) filter (where applied and judged_at is null))::int as unjudged
    from classifications where company_id = ${db.companyId} and classified_at >= ${since.toISOString()}
    group by 1, 2`);
  return rows.map((row) => ({
    folderId: idOf(row.folder_id),
    classifier: row.classifier as FiledCount["classifier"],
    ...{ filed: Number(row.filed), unsure: Number(row.unsure), unjudged: Number(row.unjudged) },
  }));
}

export interface CalibrationBin {
  /** Of tenths: 9 is 90 to 100 %. */
  tenth: number;
  announced: number;
  right: number;
  of: number;
}

/** How sure the classifiers said to be against how often they were right, among what was judged blind. */
export async function listCalibration(db: Db, since: Date): Promise<CalibrationBin[]> {
  const rows = await db.execute<Row>(sql`
    select least(9, floor(round(confidence::numeric, 4) * 10))::int as tenth, avg(confidence)::float8 as announced, count(*)::int as of,
      (count(*) filter (where folder_id is not distinct from correct_folder_id))::int as "right"
    from classifications
    where company_id = ${db.companyId} and blind and judged_at is not null and folder_id is not null and classified_at >= ${since.toISOString()}
    group by 1 order by 1`);
  return rows.map((row) => ({
    ...{ tenth: Number(row.tenth), announced: Number(row.announced) },
    ...{ right: Number(row.right), of: Number(row.of) },
  }));
}

export interface ProposalCount {
  folderId: number | null;
  outcome: string;
  count: number;
  similarity: number | null;
}

/** What became of what was proposed since a moment. What a newer message made stale says nothing of it. */
export async function countProposals(db: Db, since: Date): Promise<ProposalCount[]> {
  const rows = await db.execute<Row>(sql`
    select c.folder_id, p.outcome, count(*)::int as count, avg(p.similarity)::float8 as similarity
    from proposals p join conversations c on c.company_id = p.company_id and c.id = p.conversation_id
    where p.company_id = ${db.companyId} and p.settled_at >= ${since.toISOString()}
      and p.outcome in ('sent', 'edited', 'discarded', 'automatic')
      and p.discard_reason is distinct from 'off' and p.text is not null
    group by 1, 2`);
  return rows.map((row) => ({
    ...{ folderId: idOf(row.folder_id), outcome: String(row.outcome), count: Number(row.count) },
    similarity: row.similarity === null ? null : Number(row.similarity),
  }));
}

export interface SpentCount {
  purpose: string;
  calls: number;
  failed: number;
  tokens: number;
  cost: number;
}

export async function countSpent(db: Db, since: Date): Promise<SpentCount[]> {
  const rows = await db.execute<Row>(sql`
    select purpose, count(*)::int as calls, (count(*) filter (where outcome <> 'answered'))::int as failed,
      sum(input_tokens + output_tokens)::bigint as tokens, sum(cost)::bigint as cost
    from model_calls where company_id = ${db.companyId} and happened_at >= ${since.toISOString()}
    group by 1 order by 1`);
  return rows.map((row) => ({
    ...{ purpose: String(row.purpose), calls: Number(row.calls), failed: Number(row.failed) },
    ...{ tokens: Number(row.tokens), cost: Number(row.cost) },
  }));
}

/** How many answers left since a moment, and how many of them without a person. */
export async function countAnswers(db: Db, since: Date): Promise<{ all: number; automatic: number }> {
  const [row] = await db.execute<Row>(sql`
    select count(*)::int as all, (count(*) filter (where origin = 'automatic'))::int as automatic
    from messages
    where company_id = ${db.companyId} and sent_at >= ${since.toISOString()} and kind = 'outbound'`);
  return { all: Number(row?.all ?? 0), automatic: Number(row?.automatic ?? 0) };
}
