import type { Db } from "@/db/company";
import { findLatestInbound } from "@/db/queries/answer-context";
import { findOpenProposal, insertProposal, settleProposal } from "@/db/queries/proposals";
import { AppError } from "@/lib/errors";
import { readModelState } from "@/lib/model/model-state";

export interface AskedProposal {
  messageId: number;
  proposalId: number;
}

/**
 * Begins a proposal that a person asks for, in the place of the one that is open; `draftAnswer` writes it. Refuses when the
 * model is off or no customer wrote.
 */
export async function askProposal(
  db: Db,
  { conversationId, employeeId }: { conversationId: number; employeeId: number },
): Promise<AskedProposal> {
  const state = await readModelState(db);
  if (!state.on)
    throw new AppError("UNAVAILABLE", state.because === "overBudget" ? "modelOverBudget" : "modelOff");
  const messageId = await findLatestInbound(db, conversationId);
  if (messageId === undefined) throw new AppError("INVALID", "nothingToAnswer");
  const open = await findOpenProposal(db, conversationId);
  if (open && open.writtenAt === null && open.messageId === messageId)
    return { messageId, proposalId: open.id };
  if (open) {
    const outcome = open.messageId === messageId ? "discarded" : "stale";
    await settleProposal(db, open.id, { outcome, settledById: employeeId, discardReason: "askedAgain" });
  }
  const begun = await insertProposal(db, {
    conversationId,
    messageId,
    kind: "answer",
    askedById: employeeId,
  });
  if (!begun) throw new AppError("CONFLICT", "proposalBegun");
  return { messageId, proposalId: begun.id };
}
