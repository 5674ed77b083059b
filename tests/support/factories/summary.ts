import type { Db } from "@/db/company";
import { summaries } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof summaries.$inferInsert> & { conversationId: number; upToMessageId: number };

export async function createSummary(db: Db, summary: New) {
  const usual = { keyPoints: ["Une commande n’est pas arrivée."], model: "stand-in" };
  return made(
    await db
      .insert(summaries)
      .values({ ...usual, ...summary, companyId: db.companyId })
      .returning(),
  );
}
