import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { insertConversation } from "@/db/queries/conversations";
import { addressKey, keepCustomers } from "@/db/queries/customers";
import { lockFiling } from "@/db/queries/filing-lock";
import { removeFirstDrafts } from "@/db/queries/first-drafts";
import { findIntegration, type ShownIntegration } from "@/db/queries/integrations-list";
import { getMessage } from "@/db/queries/messages";
import { findRequestedReply } from "@/db/queries/outbox";
import { listNewestStates } from "@/db/queries/threading";
import type { Recipient } from "@/db/schema";
import { readAddress } from "@/lib/customers/read-address";
import { AppError } from "@/lib/errors";
import { checkUploads, UNDO_SECONDS } from "./answer-conversation";
import { goesOn } from "./find-thread";
import { previewOf } from "./preview-of";
import { queueReply, type Reply } from "./queue-reply";

export interface FirstMessage extends Pick<Reply, "employeeId" | "text" | "attachmentIds" | "template"> {
  integrationId: number;
  requestId: string;
  /** By its address as somebody typed it. */
  recipient: Recipient;
  /** Of a mail. */
  subject: string;
}

export interface Started {
  conversationId: number;
  messageId: number;
  sendAt: Date;
}

/**
 * Writes to somebody first: their customer is found or made, and a conversation opened, whose first message is in the outbox.
 * An SMS or a WhatsApp message goes on where their last exchange with that number does. The same request again is answered
 * with the first one's conversation.
 */
export async function startConversation(db: Db, first: FirstMessage): Promise<Started> {
  const { employeeId, requestId, attachmentIds, text, template } = first;
  const earlier = await findRequestedReply(db, { employeeId, requestId });
  if (earlier) return { ...(await whereIs(db, earlier.id)), messageId: earlier.id, sendAt: earlier.sendAt };
  const channel = await findIntegration(db, first.integrationId);
  if (!channel) throw new AppError("NOT_FOUND", "integrationGone");
  await checkUploads(db, employeeId, attachmentIds);
  const { kind, address } = await readAddress(db, { text: first.recipient.address, channel });
  const recipient = { name: first.recipient.name.trim(), address };
  await lockFiling(db);
  const customers = await keepCustomers(db, [{ kind, ...recipient }]);
  const customerId = customers.get(addressKey({ kind, address })) ?? 0;
  const conversationId = await openWith(db, { customerId, channel, first });
  const { id: messageId, sendAt } = await queueReply(db, {
    ...{ conversationId, employeeId, requestId, text, attachmentIds, template },
    ...{ to: [recipient], cc: [], bcc: [], recipient, undoSeconds: UNDO_SECONDS },
  });
  await removeFirstDrafts(db, employeeId);
  await insertActivities(db, [{ conversationId, employeeId, verb: "started", detail: { messageId } }]);
  return { conversationId, messageId, sendAt };
}

async function whereIs(db: Db, messageId: number): Promise<Pick<Started, "conversationId">> {
  const { conversationId } = await getMessage(db, messageId);
  return { conversationId };
}

interface Opening {
  customerId: number;
  channel: ShownIntegration;
  first: FirstMessage;
}

async function openWith(db: Db, { customerId, channel, first }: Opening): Promise<number> {
  const { id: integrationId, source } = channel;
  if (source === "sms" || source === "whatsapp") {
    const [newest] = await listNewestStates(db, { integrationId, customerIds: new Set([customerId]) });
    if (newest && goesOn(newest, new Date())) return newest.id;
  }
  const { subject, text, template, employeeId } = first;
  const about = source === "email" ? subject.trim() : previewOf({ body: text || (template?.name ?? "") });
  return insertConversation(db, {
    customerId,
    integrationId,
    source,
    subject: about,
    assigneeId: employeeId,
  });
}
