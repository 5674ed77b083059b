import type { Db } from "@/db/company";
import { findSentMessage, tellMessage } from "@/db/queries/message-status";
import type { Message } from "@/db/schema";
import type { MessageStatus, ReadStatus } from "@/lib/vonage/read-status";
import { describeRefusal } from "@/lib/vonage/refusals";
import { readClientRef } from "./client-ref";
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
  return message;
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
