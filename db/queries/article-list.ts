import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { ArticleOrigin } from "@/db/schema";

export const ARTICLE_STATES = ["published", "changed", "draft", "archived"] as const;
/** `changed`: published, and written on since; what is quoted is the version that was published. */
export type ArticleState = (typeof ARTICLE_STATES)[number];

export interface ArticleRow {
  id: number;
  title: string;
  origin: ArticleOrigin;
  originName: string | null;
  state: ArticleState;
  passageCount: number;
  changedAt: Date;
  changedBy: string | null;
}

interface Asked {
  /** A part of the title or the text. */
  text: string;
  /** Every one in use when it is not given. */
  state?: ArticleState;
  /** Only what was changed before this article. */
  beforeId?: number;
  limit: number;
}

/** The newest changed first; archived ones only when they are asked for. */
export async function listArticles(db: Db, { text, state, beforeId, limit }: Asked): Promise<ArticleRow[]> {
  const before = beforeId
    ? sql`and (a.changed_at, a.id) < (select b.changed_at, b.id from articles b
        where b.company_id = ${db.companyId} and b.id = ${beforeId})`
    : sql``;
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const named = text
    ? sql`and (unaccent(a.title) ilike unaccent(${like}) or unaccent(a.body) ilike unaccent(${like}))`
    : sql``;
  const rows = await db.execute<Record<string, unknown>>(sql`
    select * from (${shown(sql``)} where a.company_id = ${db.companyId} ${named} ${before}) found
    where ${state ? sql`state = ${state}` : sql`state <> 'archived'`}
    order by "changedAt" desc, id desc limit ${limit}::int`);
  return rows.map((row) => readRow<ArticleRow>(row));
}

export interface ShownArticle extends ArticleRow {
  body: string;
  version: number;
}

/** The same of one article, archived or not, with its text; undefined when the company has none of this id. */
export async function findShownArticle(db: Db, id: number): Promise<ShownArticle | undefined> {
  const [row] = await db.execute<Record<string, unknown>>(
    sql`${shown(sql`, a.body, a.version`)} where a.company_id = ${db.companyId} and a.id = ${id}`,
  );
  return row && readRow<ShownArticle>(row);
}

const shown = (more: SQL) => sql`
  select a.id, a.title, a.origin, a.origin_name as "originName", a.changed_at as "changedAt",
    e.name as "changedBy", p.count as "passageCount",
    case when a.archived_at is not null then 'archived' when a.published_at is null then 'draft'
      when p.version < a.version then 'changed' else 'published' end as state ${more}
  from articles a
  left join employees e on e.company_id = a.company_id and e.id = a.changed_by_id
  left join lateral (select count(*)::int as count, max(version) as version from article_passages p
    where p.company_id = a.company_id and p.article_id = a.id) p on true`;

const readRow = <Row extends ArticleRow>(row: Record<string, unknown>): Row => ({
  ...(row as unknown as Row),
  id: Number(row.id),
  changedAt: new Date(String(row.changedAt)),
});

/** Whether the company has any article, archived ones included. */
export async function hasArticles(db: Db): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from articles where company_id = ${db.companyId} limit 1`);
  return rows.length > 0;
}
