import type { Db } from "@/db/company";
import { getCompany } from "@/db/queries/companies";
import { getEmployee } from "@/db/queries/employees";
import { findAnsweredMessage, listAncestors } from "@/db/queries/messages";
import type { Upload } from "@/db/queries/uploads";
import type { ChannelContent, Conversation, Integration, Message } from "@/db/schema";
import { makeEmailId } from "@/lib/email/smtp";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { addressChannelReply } from "./address-channel-reply";
import type { Reply } from "./queue-reply";

/** An answer, and everything about where it goes. */
export interface ReplyTo {
  conversation: Conversation;
  integration: Integration;
  reply: Reply;
  uploads: Upload[];
}

/** What a channel makes of an answer. */
export interface AddressedReply {
  recipients: Message["recipients"];
  subject: string;
  body: string;
  emailId: string | null;
  content: ChannelContent | null;
  ancestors: string[];
}

/** Whom an answer goes to by its conversation's channel, and how; refuses what the channel cannot carry. */
export async function addressReply(db: Db, to: ReplyTo) {
  const { conversation, integration, reply } = to;
  const [employee, company] = await Promise.all([getEmployee(db, reply.employeeId), getCompany(db)]);
  const addressed =
    integration.source === "email" ? await addressEmail(db, to) : await addressChannelReply(db, to);
  return {
    ...addressed,
    conversationId: conversation.id,
    integrationId: integration.id,
    employeeId: reply.employeeId,
    statusBefore: conversation.status,
    // A mailbox nobody named is called by its address, which must not stand in a name: filters take that for fraud.
    senderName: `${employee.name} – ${integration.name.includes("@") ? company.name : integration.name}`,
    senderAddress: integration.address,
  };
}

export const ANCESTORS_AT_MOST = 30;

async function addressEmail(db: Db, { conversation, integration, reply }: ReplyTo): Promise<AddressedReply> {
  const { to, cc, bcc, text } = reply;
  if (to.length === 0) throw new AppError("INVALID", "recipientMissing");
  const answered = await findAnsweredMessage(db, conversation.id);
  return {
    recipients: { to, cc, bcc },
    subject: answered ? answerSubject(conversation) : conversation.subject,
    body: text,
    emailId: makeEmailId(mailDomainOf(integration.address), env.NEXTAUTH_SECRET),
    content: null,
    ancestors: await ancestorsOf(db, answered),
  };
}

export const answerSubject = ({ subject }: Conversation) =>
  /^\s*re\s*:/i.test(subject) ? subject : `Re: ${subject}`;

/** A mailbox inside a house may have no real domain; its ids must look like everybody's. */
export function mailDomainOf(address: string): string {
  const domain = address.split("@")[1] ?? "";
  return domain.includes(".") ? domain : "inbox.invalid";
}

// RFC 5322 3.6.4: the parent's references and then the parent; kept here with the parent first.
async function ancestorsOf(db: Db, answered: Message | undefined): Promise<string[]> {
  if (!answered?.emailId) return [];
  const earlier = await listAncestors(db, answered.id);
  return [answered.emailId, ...earlier].slice(0, ANCESTORS_AT_MOST);
}
