import { createHash } from "node:crypto";
import type { InboundEvent, Integration } from "@/db/schema";
import type { IncomingAttachment, IncomingMessage } from "@/lib/conversations/incoming-message";
import { toAddress } from "@/lib/customers/phone";
import { storable } from "@/lib/email/parse-clean";
import type { WholeSms } from "@/lib/sms/join-parts";
import { readSmsTime } from "@/lib/sms/sms-event";
import { type MessagesReceived, readTime } from "@/lib/vonage/messages-event";
import { readContent } from "@/lib/whatsapp/read-content";
import { readSender } from "@/lib/whatsapp/read-sender";

type Channel = Pick<Integration, "id" | "source" | "address" | "name">;

/** An SMS that came by the SMS API, whole or with what is missing of it. */
export function smsToMessage(channel: Channel, { kept, text, parts }: WholeSms): IncomingMessage {
  const [first] = kept;
  if (!first) throw new Error("An SMS has at least one part");
  const { sms, receivedAt } = first;
  return {
    ...ofPhone(channel, toAddress(sms.msisdn)),
    ...identified(channel, sms.messageId),
    ...written(storable(text)),
    receivedAt: likelyTime(readSmsTime(sms["message-timestamp"]), receivedAt),
    // A machine must not answer half a message.
    answerable: !parts,
    content: parts && { parts },
  };
}

/** A message that came by the Messages API, of either channel. */
export function channelToMessage(
  channel: Channel,
  message: MessagesReceived,
  event: InboundEvent,
): IncomingMessage {
  const { text, content } = readContent(message);
  const quiet = content.reaction !== undefined;
  return {
    ...(message.channel === "sms" ? ofPhone(channel, toAddress(message.from)) : ofWhatsApp(channel, message)),
    ...identified(channel, message.message_uuid),
    ...written(text),
    receivedAt: likelyTime(readTime(message.timestamp), event.receivedAt),
    answerable: !quiet && !content.unsupported,
    content: Object.keys(content).length > 0 ? content : undefined,
    quiet,
  };
}

function ofPhone(channel: Channel, address: string): IncomingMessage {
  const customer = { kind: "phone" as const, address, name: "" };
  return { ...usual(channel), sender: { name: "", address }, customer };
}

function ofWhatsApp(channel: Channel, message: MessagesReceived): IncomingMessage {
  const { name, userId, number } = readSender(message);
  const phone = number ? { kind: "phone" as const, address: number } : undefined;
  const own = userId ? { kind: "whatsapp" as const, address: userId } : undefined;
  const customer = own
    ? { ...own, name, also: phone }
    : { kind: "phone" as const, address: number ?? "", name };
  return { ...usual(channel), sender: { name, address: number ?? userId ?? "" }, customer };
}

/** What every message of these channels is that does not say otherwise. */
export function usual({ source, address, name }: Channel): IncomingMessage {
  const nobody = { name: "", address: "" };
  return {
    kind: "inbound",
    ours: false,
    source,
    emailId: "",
    contentHash: "",
    ancestors: [],
    groupThread: false,
    receivedAt: new Date(),
    sender: nobody,
    customer: { kind: "phone", ...nobody },
    recipients: { to: [{ name, address }], cc: [], bcc: [] },
    subject: "",
    body: "",
    fullText: "",
    html: null,
    quoted: false,
    origin: "person",
    answerable: true,
    because: [],
    bouncedEmailIds: [],
    bounceFailed: false,
    bounceDetail: null,
    attachments: [] as IncomingAttachment[],
    unparsedBecause: null,
  };
}

/** Whoever writes "ok" twice has written twice: the provider's id is what makes a message the same. */
export function identified({ id }: Pick<Channel, "id">, externalId: string) {
  const contentHash = createHash("sha256").update(`${id}|${externalId}`).digest("hex");
  return { externalId, contentHash };
}

export const written = (text: string) => ({ body: text, fullText: text });

const [DAYS_BEFORE, MINUTES_AFTER] = [7 * 86_400_000, 5 * 60_000];

/** When it was written, as its provider says, unless that cannot be. */
export function likelyTime(told: Date | undefined, receivedAt: Date): Date {
  if (!told) return receivedAt;
  const early = receivedAt.getTime() - told.getTime();
  return early > DAYS_BEFORE || early < -MINUTES_AFTER ? receivedAt : told;
}
