import { withCompany } from "@/db/company";
import { findFollowUp } from "@/db/queries/follow-ups";
import { findNewestMessageId } from "@/db/queries/summaries";
import { draftReminder } from "@/lib/proposals/draft-answer";

/** Has a reminder proposed for a follow-up that is due; nothing when it has ended by now. Asking twice gives the first one. */
export async function draftDue(companyId: number, followUpId: number): Promise<number | null> {
  const messageId = await withCompany(companyId, async (db) => {
    const followUp = await findFollowUp(db, followUpId);
    if (!followUp || followUp.endedAt) return undefined;
    return followUp.afterMessageId ?? findNewestMessageId(db, followUp.conversationId);
  });
  if (messageId === undefined) return null;
  const drafted = await draftReminder(companyId, messageId);
  return drafted?.proposalId ?? null;
}
