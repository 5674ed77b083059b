import type { Db } from "@/db/company";
import { attachUploads } from "@/db/queries/attachments";
import { lockConversation } from "@/db/queries/conversations";
import { getEmployee } from "@/db/queries/employees";
import { getIntegration } from "@/db/queries/integrations";
import { findAnsweredMessage, listAncestors } from "@/db/queries/messages";
import { findRequestedReply, insertReply, type QueuedReply } from "@/db/queries/outbox";
import { listUploads } from "@/db/queries/uploads";
import type { Conversation, Message, Recipient } from "@/db/schema";
import { makeEmailId } from "@/lib/email/smtp";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export interface Reply {
  conversationId: number;
  employeeId: number;
  /** Names the form that was sent: the same one again, as by a second click, is answered with the first answer. */
  requestId?: string;
  text: string;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  attachmentIds: number[];
  undoSeconds: number;
}

const ANCESTORS_AT_MOST = 30;

/**
 * Puts an employee's answer in the outbox, with its Message-ID fixed before the first attempt. It may be taken back
 * until `undoSeconds` are over; then `deliverMessage` sends it, once.
 */
export async function queueReply(db: Db, reply: Reply): Promise<QueuedReply> {
  const { employeeId, requestId = null, attachmentIds } = reply;
  const earlier = requestId && (await findRequestedReply(db, { employeeId, requestId }));
  if (earlier) return earlier;
  const conversation = await getOpenConversation(db, reply.conversationId);
  if (reply.to.length === 0) throw new AppError("INVALID", "recipientMissing");
  const uploads = await listUploads(db, employeeId, attachmentIds);
  const queued = await insertReply(db, {
    ...(await addressed(db, conversation, employeeId)),
    requestId,
    recipients: { to: reply.to, cc: reply.cc, bcc: reply.bcc },
    body: reply.text,
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

async function addressed(db: Db, conversation: Conversation, employeeId: number) {
  const [integration, employee, answered] = await Promise.all([
    getIntegration(db, conversation.integrationId),
    getEmployee(db, employeeId),
    findAnsweredMessage(db, conversation.id),
  ]);
  return {
    conversationId: conversation.id,
    integrationId: integration.id,
    employeeId,
    statusBefore: conversation.status,
    senderName: `${employee.name} – ${integration.name}`,
    senderAddress: integration.address,
    subject: answerSubject(conversation),
    emailId: makeEmailId(domainOf(integration.address), env.NEXTAUTH_SECRET),
    ancestors: await ancestorsOf(db, answered),
  };
}

const answerSubject = ({ subject }: Conversation) =>
  /^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`;

/** A mailbox inside a house may have no real domain; its ids must look like everybody's. */
function domainOf(address: string): string {
  const domain = address.split("@")[1] ?? "";
  return domain.includes(".") ? domain : "inbox.invalid";
}

// RFC 5322 3.6.4: the parent's references and then the parent; kept here with the parent first.
async function ancestorsOf(db: Db, answered: Message | undefined): Promise<string[]> {
  if (!answered?.emailId) return [];
  const earlier = await listAncestors(db, answered.id);
  return [answered.emailId, ...earlier].slice(0, ANCESTORS_AT_MOST);
}
