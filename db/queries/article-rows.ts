import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Article, articles, employees } from "@/db/schema";

const is = (db: Db, id: number) => and(eq(articles.companyId, db.companyId), eq(articles.id, id));
const isInUse = (db: Db, id: number) => and(is(db, id), isNull(articles.archivedAt));

/** Drafts and archived ones too; undefined when the company has none of this id. */
export async function findArticle(db: Db, id: number): Promise<Article | undefined> {
  const [article] = await db.select().from(articles).where(is(db, id));
  return article;
}

/** Who changed it last; empty when nobody did who is known. */
export async function findArticleEditor(db: Db, id: number): Promise<string> {
  const [row] = await db
    .select({ name: employees.name })
    .from(articles)
    .innerJoin(
      employees,
      and(eq(employees.companyId, articles.companyId), eq(employees.id, articles.changedById)),
    )
    .where(is(db, id));
  return row?.name ?? "";
}

/** The newest article in use that was read from this address. */
export async function findArticleOfAddress(db: Db, address: string): Promise<Article | undefined> {
  const [article] = await db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.companyId, db.companyId),
        eq(articles.origin, "url"),
        eq(articles.originName, address),
        isNull(articles.archivedAt),
      ),
    )
    .orderBy(desc(articles.id))
    .limit(1);
  return article;
}

export type NewArticle = Pick<Article, "title" | "body" | "origin" | "originName"> & { employeeId: number };

/** Keeps a draft, version 1. */
export async function insertArticle(db: Db, { employeeId, ...article }: NewArticle): Promise<number> {
  const [row] = await db
    .insert(articles)
    .values({ ...article, companyId: db.companyId, changedById: employeeId })
    .returning({ id: articles.id });
  if (!row) throw new Error("The article did not come back");
  return row.id;
}

export type ArticleChange = Pick<Article, "title" | "body"> & { employeeId: number };

/** Replaces its words and gives it the next version, which it answers; undefined when `version` is not its version any more. */
export async function updateArticle(
  db: Db,
  { id, version }: { id: number; version: number },
  { employeeId, ...words }: ArticleChange,
): Promise<number | undefined> {
  const [row] = await db
    .update(articles)
    .set({ ...words, version: sql`${articles.version} + 1`, changedById: employeeId, changedAt: sql`now()` })
    .where(and(isInUse(db, id), eq(articles.version, version)))
    .returning({ version: articles.version });
  return row?.version;
}

/** Says from when on it may be quoted, and answers it as it is; undefined when `version` is not its version any more. */
export async function markPublished(db: Db, id: number, version: number): Promise<Article | undefined> {
  const [article] = await db
    .update(articles)
    .set({ publishedAt: sql`now()` })
    .where(and(isInUse(db, id), eq(articles.version, version)))
    .returning();
  return article;
}

/** Makes it a draft again. False when it was none that is published. */
export async function markUnpublished(db: Db, id: number): Promise<boolean> {
  const rows = await db
    .update(articles)
    .set({ publishedAt: null })
    .where(and(isInUse(db, id), sql`${articles.publishedAt} is not null`))
    .returning({ id: articles.id });
  return rows.length > 0;
}

/** Takes it out of use, and out of publication. False when it was not in use. */
export async function markArchived(db: Db, id: number): Promise<boolean> {
  const rows = await db
    .update(articles)
    .set({ publishedAt: null, archivedAt: sql`now()` })
    .where(isInUse(db, id))
    .returning({ id: articles.id });
  return rows.length > 0;
}

/** Takes it into use again, as a draft. False when it was in use. */
export async function markRestored(db: Db, id: number): Promise<boolean> {
  const rows = await db
    .update(articles)
    .set({ archivedAt: null })
    .where(and(is(db, id), sql`${articles.archivedAt} is not null`))
    .returning({ id: articles.id });
  return rows.length > 0;
}
