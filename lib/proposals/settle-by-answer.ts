import type { Db } from "@/db/company";
import { findOpenProposal, settleProposal } from "@/db/queries/proposals";
import { measureSimilarity } from "./measure-similarity";

const UNCHANGED = 0.98;
const TAKEN_FROM_IT = 0.6;

interface Answered {
  conversationId: number;
  messageId: number;
  employeeId: number;
  text: string;
}

/**
 * Ends what was proposed when a person answers, and keeps how much of it they sent: as it was, changed, or not at all.
 * Nothing happens when nothing is proposed.
 */
export async function settleByAnswer(db: Db, answered: Answered): Promise<void> {
  const open = await findOpenProposal(db, answered.conversationId);
  if (!open) return;
  const similarity = open.text === null ? 0 : measureSimilarity(open.text, answered.text);
  const isUsed = open.insertedAt !== null || similarity >= TAKEN_FROM_IT;
  await settleProposal(db, open.id, {
    outcome: isUsed ? (similarity >= UNCHANGED ? "sent" : "edited") : "discarded",
    discardReason: isUsed ? null : "answeredOtherwise",
    settledById: answered.employeeId,
    sentMessageId: answered.messageId,
    similarity,
  });
}
