import { foreignKey, index, integer, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { companyId, id, reference, tsvector } from "./columns";

/** A published article in pieces that can be found and quoted; read through search_passages() (db/isolation.ts says why). */
export const articlePassages = pgTable(
  "article_passages",
  {
    companyId: companyId(),
    id: id(),
    articleId: reference("article_id").notNull(),
    version: integer("version").notNull(),
    position: integer("position").notNull(),
    heading: text("heading").notNull().default(""),
    body: text("body").notNull(),
    search: tsvector("search").notNull(),
    embedding: real("embedding").array(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("article_passages_article").on(t.companyId, t.articleId, t.position),
    index("article_passages_words").using("gin", t.companyId, t.search),
    foreignKey({
      columns: [t.companyId, t.articleId],
      foreignColumns: [articles.companyId, articles.id],
      name: "article_passages_article_fk",
    }).onDelete("cascade"),
  ],
);

export type ArticlePassage = typeof articlePassages.$inferSelect;
