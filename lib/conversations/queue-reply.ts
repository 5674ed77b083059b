import type { Db } from "@/db/company";
import { attachUploads } from "@/db/queries/attachments";
import { lockConversation } from "@/db/queries/conversations";
import { getIntegration } from "@/db/queries/integrations";
import { findRequestedReply, insertReply, type QueuedReply } from "@/db/queries/outbox";
import { listUploads } from "@/db/queries/uploads";
import type { Conversation, Recipient } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { addressReply } from "./address-reply";

export interface Reply {
  conversationId: number;
  employeeId: number;
  /** Names the form that was sent: the same one again, as by a second click, is answered with the first answer. */
  requestId?: string;
  /** Empty with a template, which brings its own. */
  text: string;
  /** Only a mail chooses: elsewhere the answer goes to whoever wrote. */
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  /** Elsewhere than by mail, whom it goes to when it is ours to begin. */
  recipient?: Recipient;
  attachmentIds: number[];
  undoSeconds: number;
  /** On WhatsApp, what may be said when the customer has not written for a day. */
  template?: { name: string; language: string; parameters: string[] };
}

/**
 * Puts an employee's answer in the outbox, with its Message-ID fixed before the first attempt. It may be taken back
 * until `undoSeconds` are over; then `deliverMessage` sends it, once.
 */
export async function queueReply(db: Db, reply: Reply): Promise<QueuedReply> {
  const { employeeId, requestId = null, attachmentIds } = reply;
  const earlier = requestId && (await findRequestedReply(db, { employeeId, requestId }));
  if (earlier) return earlier;
  const conversation = await getOpenConversation(db, reply.conversationId);
  const [integration, uploads] = await Promise.all([
    getIntegration(db, conversation.integrationId),
    listUploads(db, employeeId, attachmentIds),
  ]);
  const queued = await insertReply(db, {
    ...(await addressReply(db, { conversation, integration, reply, uploads })),
    requestId,
    undoSeconds: reply.undoSeconds,
    attachmentNames: uploads.map(({ name }) => name),
  });
  const attached = await attachUploads(db, { messageId: queued.id, attachmentIds, employeeId });
  if (attached < new Set(attachmentIds).size) throw new AppError("CONFLICT", "uploadGone");
  db.changed.add(conversation.id);
  return queued;
}

/** The conversation, or the one it was merged into; held, so that it is not merged away under the answer. */
async function getOpenConversation(db: Db, id: number): Promise<Conversation> {
  const conversation = await lockConversation(db, id);
  if (!conversation) throw new AppError("NOT_FOUND", "conversationGone");
  return conversation.mergedIntoId ? getOpenConversation(db, conversation.mergedIntoId) : conversation;
}
