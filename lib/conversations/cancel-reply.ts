import type { Db } from "@/db/company";
import { detachUploads } from "@/db/queries/attachments";
import { keepDraft } from "@/db/queries/drafts";
import { holdQueuedReply, removeQueuedReply } from "@/db/queries/outbox";
import { reopenProposal } from "@/db/queries/proposals";
import { AppError } from "@/lib/errors";

/** Takes an employee's own answer back while it still waits, and makes a draft of it again. Refuses once it went. */
export async function cancelReply(
  db: Db,
  { messageId, employeeId }: { messageId: number; employeeId: number },
): Promise<void> {
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
}
