import { foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { companies } from "./companies";
import { employees } from "./employees";

export const ARTICLE_ORIGINS = ["written", "markdown", "text", "pdf", "url"] as const;
export type ArticleOrigin = (typeof ARTICLE_ORIGINS)[number];

/** What a company knows and may say. `body` is Markdown; `version` grows with each saved change. Drafts have no `publishedAt`. */
export const articles = pgTable(
  "articles",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    origin: text("origin", { enum: ARTICLE_ORIGINS }).notNull().default("written"),
    originName: text("origin_name"),
    version: integer("version").notNull().default(1),
    publishedAt: moment("published_at"),
    archivedAt: moment("archived_at"),
    changedById: reference("changed_by_id"),
    createdAt: now("created_at"),
    changedAt: now("changed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("articles_changed").on(t.companyId, t.changedAt.desc(), t.id.desc()),
    foreignKey({
      columns: [t.companyId, t.changedById],
      foreignColumns: [employees.companyId, employees.id],
      name: "articles_changed_by_fk",
    }),
    oneOf("articles", "origin", ARTICLE_ORIGINS),
  ],
);

export type Article = typeof articles.$inferSelect;
