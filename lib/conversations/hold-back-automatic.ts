import type { Db } from "@/db/company";
import { findAutomaticAnswer, insertAutomaticActivity } from "@/db/queries/automatic-answers";
import { findHoldingReason } from "@/db/queries/automatic-holding";
import { lockConversation } from "@/db/queries/conversations";
import { holdAutomaticReply, removeQueuedReply } from "@/db/queries/outbox";
import { reopenProposal } from "@/db/queries/proposals";

/**
 * The last look before an automatic answer leaves, in the transaction that claims it: true when it must not, because
 * somebody wrote meanwhile or stopped it. It is out of the outbox then, and a proposal again.
 */
export async function holdBackAutomatic(db: Db, messageId: number): Promise<boolean> {
  const automatic = await findAutomaticAnswer(db, messageId);
  if (!automatic) return false;
  const { conversationId, answeredMessageId } = automatic;
  // First the conversation, as everybody who writes into it does: none of them can come in between.
  await lockConversation(db, conversationId);
  const message = await holdAutomaticReply(db, messageId);
  const because = message && (await findHoldingReason(db, automatic));
  if (!message || !because) return false;
  await reopenProposal(db, messageId);
  await removeQueuedReply(db, message);
  const detail = { because, answeredMessageId };
  await insertAutomaticActivity(db, { conversationId, verb: "automaticHeldBack", detail });
  return true;
}
