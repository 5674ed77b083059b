import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { articlePassages } from "@/db/schema";
import { made } from "./rows";

type New = Partial<Omit<typeof articlePassages.$inferInsert, "search">> & { articleId: number };

/** A passage that is found by its words. */
export async function createArticlePassage(db: Db, passage: New) {
  const usual = { version: 1, position: 0, body: "Une commande part sous deux jours ouvrés." };
  const row = { ...usual, ...passage };
  const search = sql`to_tsvector('inbox', ${`${row.heading ?? ""} ${row.body}`})`;
  return made(
    await db
      .insert(articlePassages)
      .values({ ...row, search, companyId: db.companyId })
      .returning(),
  );
}
