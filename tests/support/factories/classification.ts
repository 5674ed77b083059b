import type { Db } from "@/db/company";
import { classifications } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof classifications.$inferInsert> & { messageId: number; conversationId: number };

/** A message filed by the model, of which it was rather sure. */
export async function createClassification(db: Db, classification: New) {
  const usual = {
    classifier: "model" as const,
    confidence: 0.94,
    applied: true,
    intent: "question" as const,
    language: "fr",
    reason: "Demande où en est une commande.",
    evidence: ["ma commande"],
    model: "stand-in",
  };
  return made(
    await db
      .insert(classifications)
      .values({ ...usual, ...classification, companyId: db.companyId })
      .returning(),
  );
}
