import { withCompany } from "@/db/company";
import { queueAutomaticAnswer } from "./queue-automatic-answer";

/** Sends what was proposed if every gate still passes; null when one does not, and a person decides. */
export async function sendProposal(
  companyId: number,
  proposalId: number,
): Promise<{ messageId: number; sendAt: string } | null> {
  const queued = await withCompany(companyId, (db) => queueAutomaticAnswer(db, { proposalId }));
  if ("stopped" in queued) return null;
  return { messageId: queued.messageId, sendAt: queued.sendAt.toISOString() };
}
