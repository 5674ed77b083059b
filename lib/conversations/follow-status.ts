import type { Db } from "@/db/company";
import { recordSmsPrice } from "@/db/queries/channels";
import { findSentMessage, tellMessage } from "@/db/queries/message-status";
import type { Message } from "@/db/schema";
import { countryOf } from "@/lib/customers/phone";
import type { MessageStatus, ReadStatus, StatusPrice } from "@/lib/vonage/read-status";
import { describeRefusal } from "@/lib/vonage/refusals";
import { readClientRef } from "./client-ref";
import { countSmsParts } from "./view/count-sms-parts";
import { writeDeliveryDetail } from "./view/delivery-detail";

type Told = Parameters<typeof tellMessage>[2];

/**
 * Writes on a message of ours what its provider says became of it; gives the message, or undefined when there is none (yet).
 * Statuses come in any order and again: what counts is the furthest one, and a refusal only before anything arrived.
 */
export async function followStatus(
  db: Db,
  integrationId: number,
  read: ReadStatus,
): Promise<Message | undefined> {
  const { externalId, clientRef } = read;
  const attempt = readClientRef(clientRef, db.companyId);
  const message = await findSentMessage(db, { integrationId, externalId, attempt });
  if (!message) return undefined;
  const told = read.status && TELL[read.status](message, read);
  // A long SMS has a name for each part; the first one it was told stays.
  if (told) await tellMessage(db, message, { externalId: message.externalId ?? externalId, ...told });
  if (read.price) await keepPrice(db, message, read.price);
  return message;
}

/** On the message, and on the number as the last one to that country. */
async function keepPrice(db: Db, message: Message, { amount, currency, parts }: StatusPrice): Promise<void> {
  const each = amount / (parts ?? countSmsParts(message.body).parts);
  const price = { amount: Number(each.toFixed(5)), currency };
  await tellMessage(db, message, { content: { ...message.content, price } });
  const country = countryOf(message.recipients.to[0]?.address ?? "");
  const { integrationId } = message;
  if (country && integrationId) await recordSmsPrice(db, { integrationId, country, price });
}

const TELL: Record<MessageStatus, (message: Message, read: ReadStatus) => Told | undefined> = {
  submitted: (message) => (message.delivery === "failed" ? undefined : sent(message)),
  delivered: (message, { at }) =>
    isRefused(message) ? undefined : { ...sent(message), arrivedAt: message.arrivedAt ?? at ?? new Date() },
  read: (message, { at = new Date() }) =>
    isRefused(message)
      ? undefined
      : { ...sent(message), arrivedAt: message.arrivedAt ?? at, readAt: message.readAt ?? at },
  rejected: refused,
  undeliverable: refused,
};

/** Its provider has it, whatever we thought of the attempt. */
const sent = (message: Message): Told => ({
  delivery: "sent",
  deliveryDetail: null,
  deliveredAt: message.deliveredAt ?? new Date(),
});

// What the provider itself refused stays refused; what failed on our side did not stay there if it arrived.
const isRefused = ({ delivery, externalId }: Message) => delivery === "failed" && externalId !== null;

function refused({ arrivedAt, delivery }: Message, { code, words }: ReadStatus): Told | undefined {
  // On the queue it waits for another attempt, which this was not about.
  if (arrivedAt || delivery === "queued") return undefined;
  const { key } = describeRefusal(code);
  return { delivery: "failed", deliveryDetail: writeDeliveryDetail(key, {}, words) };
}
