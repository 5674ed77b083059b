import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { articlePassages, articles } from "@/db/schema";
import type { Words } from "./article-passages";

export interface RankedPassage {
  passageId: number;
  score: number;
}

/** The published passages that have any of these words, the best first: rare words and words of headings weigh more. */
export async function rankPassages(db: Db, words: Words[], limit: number): Promise<RankedPassage[]> {
  if (words.length === 0) return [];
  const rows = await db.execute<{ passageId: string; score: number }>(sql`
    with words as (
      select plainto_tsquery('inbox', w.plain) as word, plainto_tsquery('french', w.plain)
        || plainto_tsquery('english', w.plain)
        || plainto_tsquery('simple', coalesce(unaccent((ts_lexize('french_stem', w.accented))[1]), '')) as stems
      from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as w(accented text, plain text)),
    asked as (select array_agg(word || stems) as words from words where numnode(word) > 0)
    select s.passage_id as "passageId", s.score from asked, search_passages(asked.words, ${limit}::int) s`);
  return rows.map(({ passageId, score }) => ({ passageId: Number(passageId), score }));
}

/** How many passages have a vector; stops counting at `atMost`. */
export async function countEmbedded(db: Db, atMost: number): Promise<number> {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(articlePassages)
    .where(and(eq(articlePassages.companyId, db.companyId), isNotNull(articlePassages.embedding)))
    .limit(atMost)
    .as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  return row?.count ?? 0;
}

/** The vectors of these passages, or of every passage that has one. */
export async function listEmbeddings(
  db: Db,
  ids: number[] | "all",
): Promise<{ passageId: number; embedding: number[] }[]> {
  if (ids !== "all" && ids.length === 0) return [];
  const rows = await db
    .select({ passageId: articlePassages.id, embedding: articlePassages.embedding })
    .from(articlePassages)
    .where(
      and(
        eq(articlePassages.companyId, db.companyId),
        isNotNull(articlePassages.embedding),
        ids === "all" ? undefined : inArray(articlePassages.id, ids),
      ),
    )
    .orderBy(asc(articlePassages.id));
  return rows.map(({ passageId, embedding }) => ({ passageId, embedding: embedding ?? [] }));
}

/** These passages, in no order; without those whose article is not published any more. */
export async function readPassages(db: Db, ids: number[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      passageId: articlePassages.id,
      articleId: articlePassages.articleId,
      version: articlePassages.version,
      title: articles.title,
      heading: articlePassages.heading,
      body: articlePassages.body,
      // What was written after it was published is not in the passage.
      changedAt:
        sql<Date>`case when ${articles.version} = ${articlePassages.version} then ${articles.changedAt}
        else ${articles.publishedAt} end`.mapWith(articles.changedAt),
    })
    .from(articlePassages)
    .innerJoin(
      articles,
      and(eq(articles.companyId, articlePassages.companyId), eq(articles.id, articlePassages.articleId)),
    )
    .where(
      and(
        eq(articlePassages.companyId, db.companyId),
        inArray(articlePassages.id, ids),
        isNotNull(articles.publishedAt),
        isNull(articles.archivedAt),
      ),
    );
}
