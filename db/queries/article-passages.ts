import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Article, articlePassages } from "@/db/schema";

/** The words of a text in lower case, with a space between two: as they are written, and without their accents. */
export interface Words {
  accented: string;
  plain: string;
}

export interface NewPassage {
  heading: string;
  body: string;
  words: { title: Words; heading: Words; body: Words };
}

const of = (db: Db, articleId: number) =>
  and(eq(articlePassages.companyId, db.companyId), eq(articlePassages.articleId, articleId));

// A statement has 65,535 parameters at most.
const AT_ONCE = 500;

/** Puts these passages of this version in the place of those that the article had. */
export async function replacePassages(
  db: Db,
  { id, version }: Pick<Article, "id" | "version">,
  passages: NewPassage[],
): Promise<void> {
  await deletePassages(db, id);
  const rows = passages.map(({ heading, body, words }, position) => ({
    ...{ companyId: db.companyId, articleId: id, version, position, heading, body },
    search: vectorOf(words),
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await db.insert(articlePassages).values(rows.slice(at, at + AT_ONCE));
  }
}

export async function deletePassages(db: Db, articleId: number): Promise<void> {
  await db.delete(articlePassages).where(of(db, articleId));
}

const vectorOf = ({ title, heading, body }: NewPassage["words"]): SQL =>
  sql`setweight(${formsOf(title)}, 'A') || setweight(${formsOf(heading)}, 'B') || setweight(${formsOf(body)}, 'D')`;

// A French stem needs the accents, and a question is often written without: so each word stands there in every form.
const formsOf = ({ accented, plain }: Words): SQL => sql`(
  to_tsvector('inbox', ${plain}) || to_tsvector('french', ${plain}) || to_tsvector('english', ${plain})
  || to_tsvector('simple', coalesce((
    select string_agg(unaccent(stem.lexeme), ' ') from unnest(to_tsvector('french', ${accented})) stem), '')))`;

/** The passages of an article whose meaning is not computed yet, in their order. */
export async function listUnembedded(db: Db, articleId: number, limit: number) {
  const { id, heading, body } = articlePassages;
  return db
    .select({ id, heading, body })
    .from(articlePassages)
    .where(and(of(db, articleId), isNull(articlePassages.embedding)))
    .orderBy(asc(articlePassages.position))
    .limit(limit);
}

/** Keeps the vector of a passage; one that was replaced in the meantime is left alone. */
export async function storeEmbedding(db: Db, id: number, embedding: number[]): Promise<void> {
  await db
    .update(articlePassages)
    .set({ embedding })
    .where(and(eq(articlePassages.companyId, db.companyId), eq(articlePassages.id, id)));
}

/** What one embedding model computed cannot be compared with what another does. */
export async function forgetEmbeddings(db: Db): Promise<void> {
  await db
    .update(articlePassages)
    .set({ embedding: null })
    .where(and(eq(articlePassages.companyId, db.companyId), isNotNull(articlePassages.embedding)));
}

/**
 * Articles whose passages wait for their vectors longer than a publication takes, a few at a time. None without an embedding
 * model, and none for an hour after it failed.
 */
export async function listUnembeddedArticles(db: Db): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select a.id from articles a
    where a.company_id = ${db.companyId} and a.published_at < now() - interval '5 minutes'
      and exists (select from model_settings s where s.company_id = a.company_id
        and s.embedding_model is not null and s.sealed_key is not null)
      and not exists (select from model_calls c where c.company_id = a.company_id and c.purpose = 'embedding'
        and c.outcome <> 'answered' and c.happened_at > now() - interval '1 hour')
      and exists (select from article_passages p where p.company_id = a.company_id and p.article_id = a.id
        and p.embedding is null)
    order by a.id limit 5`);
  return rows.map(({ id }) => Number(id));
}
