import type { Db } from "@/db/company";
import { attachUploads } from "@/db/queries/attachments";
import { findConversation } from "@/db/queries/conversations";
import { getEmployee } from "@/db/queries/employees";
import { getIntegration } from "@/db/queries/integrations";
import { findAnsweredMessage, listAncestors } from "@/db/queries/messages";
import { insertReply } from "@/db/queries/outbox";
import type { Conversation, Message, Recipient } from "@/db/schema";
import { makeEmailId } from "@/lib/email/smtp";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export interface Reply {
  conversationId: number;
  employeeId: number;
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
export async function queueReply(db: Db, reply: Reply): Promise<{ id: number; sendAt: Date }> {
  const conversation = await findConversation(db, reply.conversationId);
  if (!conversation) throw new AppError("NOT_FOUND", "conversationGone");
  if (reply.to.length === 0) throw new AppError("INVALID", "recipientMissing");
  const [integration, employee, answered] = await Promise.all([
    getIntegration(db, conversation.integrationId),
    getEmployee(db, reply.employeeId),
    findAnsweredMessage(db, conversation.id),
  ]);
  const domain = integration.address.split("@")[1] ?? "inbox.invalid";
  const queued = await insertReply(db, {
    conversationId: conversation.id,
    integrationId: integration.id,
    employeeId: reply.employeeId,
    senderName: `${employee.name} – ${integration.name}`,
    senderAddress: integration.address,
    recipients: { to: reply.to, cc: reply.cc, bcc: reply.bcc },
    subject: answerSubject(conversation),
    body: reply.text,
    emailId: makeEmailId(domain, env.NEXTAUTH_SECRET),
    undoSeconds: reply.undoSeconds,
    ancestors: await ancestorsOf(db, answered),
  });
  await attachUploads(db, {
    messageId: queued.id,
    attachmentIds: reply.attachmentIds,
    employeeId: reply.employeeId,
  });
  db.changed.add(conversation.id);
  return queued;
}

const answerSubject = ({ subject }: Conversation) =>
  /^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`;

// RFC 5322 3.6.4: the parent's references and then the parent; kept here with the parent first.
async function ancestorsOf(db: Db, answered: Message | undefined): Promise<string[]> {
  if (!answered?.emailId) return [];
  const earlier = await listAncestors(db, answered.id);
  return [answered.emailId, ...earlier].slice(0, ANCESTORS_AT_MOST);
}
