import type { Db } from "@/db/company";
import { findAnsweredMessage } from "@/db/queries/messages";
import type { Recipient } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { VonageSettings } from "@/lib/integrations/vonage-access";
import type { WebhookSettings } from "@/lib/integrations/webhook-access";
import type { AddressedReply, ReplyTo } from "./address-reply";
import { checkReachable } from "./check-reachable";
import { findKnownAddress } from "./known-address";
import { countPlaces, fillTemplate } from "./view/fill-template";
import { CALLBACK_FILES_AT_MOST, MEDIA_AT_MOST, mediaTypeOf } from "./view/media-limits";

/** The same for what is no mail: it goes to whoever wrote last, and its channel says what it can carry. */
export async function addressChannelReply(db: Db, to: ReplyTo): Promise<AddressedReply> {
  const { conversation, integration, reply } = to;
  const recipient = await findRecipient(db, to);
  const { body, content } = CHECKS[integration.source]?.(to) ?? { body: reply.text, content: null };
  const hasTemplate = content?.template !== undefined;
  const { customerId } = conversation;
  await checkReachable(db, { integration, customerId, address: recipient.address, hasTemplate });
  return {
    recipients: { to: [recipient], cc: [], bcc: [] },
    subject: "",
    body,
    emailId: null,
    content,
    ancestors: [],
  };
}

async function findRecipient(db: Db, { conversation, integration, reply }: ReplyTo): Promise<Recipient> {
  const answered = await findAnsweredMessage(db, conversation.id);
  const last =
    answered?.kind === "inbound"
      ? { name: answered.senderName, address: answered.senderAddress }
      : answered?.recipients.to[0];
  const { customerId } = conversation;
  const known =
    reply.recipient ?? last ?? (await findKnownAddress(db, { customerId, source: integration.source }));
  if (!known?.address) throw new AppError("INVALID", "recipientMissing");
  // "OVH" or 38200: a name or a short number sends, and cannot be written to.
  if (integration.source === "sms" && !known.address.startsWith("+")) {
    throw new AppError("INVALID", "senderUnanswerable", { address: known.address });
  }
  return known;
}

type Carried = Pick<AddressedReply, "body" | "content">;
const CHECKS: Partial<Record<string, (to: ReplyTo) => Carried>> = {
  sms: checkSms,
  whatsapp: checkWhatsApp,
  webhook: checkWebhook,
};

const SMS_AT_MOST = { messages: 1_000, sms: 3_200 };

function checkSms({ integration, reply, uploads }: ReplyTo): Carried {
  const { api } = integration.settings as unknown as VonageSettings;
  const characters = SMS_AT_MOST[api];
  if (reply.text.length > characters) throw new AppError("INVALID", "messageTooLong", { characters });
  if (uploads.length > 0) throw new AppError("INVALID", "smsWithoutFiles");
  return { body: reply.text, content: null };
}

const WHATSAPP_AT_MOST = 4_096;
const CAPTION_AT_MOST = 1_024;

function checkWhatsApp(to: ReplyTo): Carried {
  const { reply, uploads } = to;
  const [file, ...more] = uploads;
  if (reply.template) return fillIn(to);
  if (more.length > 0) throw new AppError("INVALID", "whatsappOneFile");
  const characters = file ? CAPTION_AT_MOST : WHATSAPP_AT_MOST;
  if (reply.text.length > characters) throw new AppError("INVALID", "messageTooLong", { characters });
  if (file && file.size > MEDIA_AT_MOST[mediaTypeOf(file.type)]) {
    const megabytes = MEDIA_AT_MOST[mediaTypeOf(file.type)] / 1024 / 1024;
    throw new AppError("INVALID", "uploadTooLarge", { name: file.name, megabytes });
  }
  return { body: reply.text, content: null };
}

function fillIn({ integration, reply }: ReplyTo): Carried {
  const { templates = [] } = integration.settings as unknown as VonageSettings;
  const { name, language, parameters } = reply.template ?? { name: "", language: "", parameters: [] };
  const template = templates.find((known) => known.name === name && known.language === language);
  if (!template) throw new AppError("CONFLICT", "templateGone");
  const given = parameters.map((parameter) => parameter.trim());
  if (given.length !== countPlaces(template) || given.includes("")) {
    throw new AppError("INVALID", "templateIncomplete");
  }
  return {
    body: fillTemplate(template, given),
    content: { template: { name, language, parameters: given } },
  };
}

function checkWebhook({ integration, reply, uploads }: ReplyTo): Carried {
  const { callbackUrl } = integration.settings as unknown as WebhookSettings;
  if (!callbackUrl) throw new AppError("CONFLICT", "webhookWithoutCallback");
  if (uploads.reduce((sum, { size }) => sum + size, 0) > CALLBACK_FILES_AT_MOST) {
    throw new AppError("INVALID", "uploadsTooLarge", { megabytes: CALLBACK_FILES_AT_MOST / 1024 / 1024 });
  }
  return { body: reply.text, content: null };
}
