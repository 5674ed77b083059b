import type { Db } from "@/db/company";
import { proposals } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof proposals.$inferInsert> & { conversationId: number; messageId: number };

/** An answer that was written and waits for a person. */
export async function createProposal(db: Db, proposal: New) {
  const text = proposal.text ?? "Bonjour, votre commande part demain.";
  const usual = {
    text,
    sentences: [{ text, sources: [], states: true, after: "" as const }],
    confidence: 0.9,
    model: "stand-in",
    writtenAt: new Date(),
  };
  return made(
    await db
      .insert(proposals)
      .values({ ...usual, ...proposal, companyId: db.companyId })
      .returning(),
  );
}
