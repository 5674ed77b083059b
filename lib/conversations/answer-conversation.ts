import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { removeDraft } from "@/db/queries/drafts";
import { findRequestedReply } from "@/db/queries/outbox";
import { listUploads } from "@/db/queries/uploads";
import { AppError } from "@/lib/errors";
import { settleByAnswer } from "@/lib/proposals/settle-by-answer";
import type { ConversationBefore } from "./change-conversations";
import { changeStatus } from "./change-status";
import { queueReply, type Reply } from "./queue-reply";
import { UPLOADED_AT_MOST } from "./view/upload-limits";

/** How long an answer waits, so that it can be taken back. */
export const UNDO_SECONDS = 10;

export interface Answered {
  messageId: number;
  sendAt: Date;
  /** What `resolve` changed, for `restoreConversations`. */
  before: ConversationBefore[];
}

type Answer = Omit<Reply, "undoSeconds"> & { resolve?: boolean };

/**
 * Puts an employee's answer in the outbox, whose draft is done; with `resolve` the conversation is resolved too. The
 * same request again, as by a second click, is answered with the first one's message.
 */
export async function answerConversation(db: Db, { resolve, ...reply }: Answer): Promise<Answered> {
  const { conversationId, employeeId, requestId, attachmentIds } = reply;
  const earlier = requestId && (await findRequestedReply(db, { employeeId, requestId }));
  if (earlier) return { messageId: earlier.id, sendAt: earlier.sendAt, before: [] };
  await checkUploads(db, employeeId, attachmentIds);
  const change = { conversationIds: [conversationId], employeeId, status: "resolved" as const };
  const { before } = resolve ? await changeStatus(db, change) : { before: [] };
  const { id: messageId, sendAt } = await queueReply(db, { ...reply, undoSeconds: UNDO_SECONDS });
  // What was begun in free words is not what a template said.
  if (!reply.template) await removeDraft(db, { conversationId, employeeId, kind: "reply" });
  await settleByAnswer(db, { conversationId, messageId, employeeId, text: reply.text });
  await insertActivities(db, [{ conversationId, employeeId, verb: "replied", detail: { messageId } }]);
  return { messageId, sendAt, before };
}

/** Refuses files that are gone, or are too much together. */
export async function checkUploads(db: Db, employeeId: number, ids: number[]): Promise<void> {
  const uploads = await listUploads(db, employeeId, ids);
  if (uploads.length < new Set(ids).size) throw new AppError("CONFLICT", "uploadGone");
  const bytes = uploads.reduce((sum, { size }) => sum + size, 0);
  if (bytes > UPLOADED_AT_MOST) throw new AppError("INVALID", "uploadsTooLarge", { megabytes: 25 });
}
