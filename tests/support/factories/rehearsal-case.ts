import type { Db } from "@/db/company";
import { rehearsalCases } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof rehearsalCases.$inferInsert> & {
  rehearsalId: number;
  messageId: number;
  answerId: number;
};

/** A past message that was tried, and would have been answered. */
export async function createRehearsalCase(db: Db, rehearsalCase: New) {
  const usual = {
    position: next(),
    triedAt: new Date(),
    text: "Bonjour, votre commande part demain.",
    sends: true,
    similarity: 0.8,
  };
  return made(
    await db
      .insert(rehearsalCases)
      .values({ ...usual, ...rehearsalCase, companyId: db.companyId })
      .returning(),
  );
}
