import type { Db } from "@/db/company";
import { articles } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof articles.$inferInsert>;

/** A published article; its passages are made apart (see createArticlePassage). */
export async function createArticle(db: Db, article: New = {}) {
  const usual = {
    title: `Délais de livraison ${next()}`,
    body: "Une commande part sous deux jours ouvrés et arrive en cinq jours au plus.",
    publishedAt: new Date(),
  };
  return made(
    await db
      .insert(articles)
      .values({ ...usual, ...article, companyId: db.companyId })
      .returning(),
  );
}
