import type { Db } from "@/db/company";
import { detachUploads } from "@/db/queries/attachments";
import { findAutomaticAnswer, insertAutomaticActivity } from "@/db/queries/automatic-answers";
import { lockConversation } from "@/db/queries/conversations";
import { keepDraft } from "@/db/queries/drafts";
import { withdrawEmpty } from "@/db/queries/first-drafts";
import { holdAutomaticReply, holdQueuedReply, removeQueuedReply } from "@/db/queries/outbox";
import { reopenProposal } from "@/db/queries/proposals";
import { AppError } from "@/lib/errors";

/**
 * Takes an employee's own answer back while it still waits, and makes a draft of it again; an automatic one becomes a
 * proposal again, whoever takes it back. Refuses once it went. A conversation that it was to begin ("isFirst") is in no list any
 * more: its draft is found where somebody is written to first.
 */
export async function cancelReply(
  db: Db,
  { messageId, employeeId }: { messageId: number; employeeId: number },
): Promise<{ isFirst: boolean }> {
  if (await cancelAutomatic(db, { messageId, employeeId })) return { isFirst: false };
  const message = await holdQueuedReply(db, { messageId, employeeId });
  if (!message) throw new AppError("CONFLICT", "replyAlreadySent");
  const attachmentIds = await detachUploads(db, messageId);
  await reopenProposal(db, messageId);
  await removeQueuedReply(db, message);
  await keepDraft(db, {
    conversationId: message.conversationId,
    employeeId,
    kind: "reply",
    body: message.body,
    recipients: message.recipients,
    attachmentIds,
  });
  return { isFirst: await withdrawEmpty(db, message.conversationId) };
}

async function cancelAutomatic(
  db: Db,
  { messageId, employeeId }: { messageId: number; employeeId: number },
): Promise<boolean> {
  const automatic = await findAutomaticAnswer(db, messageId);
  if (!automatic) return false;
  const { conversationId, answeredMessageId } = automatic;
  await lockConversation(db, conversationId);
  const message = await holdAutomaticReply(db, messageId);
  if (!message) return false;
  await reopenProposal(db, messageId);
  await removeQueuedReply(db, message);
  const detail = { answeredMessageId };
  await insertAutomaticActivity(db, { conversationId, verb: "automaticTakenBack", employeeId, detail });
  return true;
}
