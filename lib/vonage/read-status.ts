import type { SmsPrice } from "@/db/schema";
import { SmsStatus } from "@/lib/sms/sms-event";
import { MESSAGE_STATUSES, MessagesStatus, readTime } from "./messages-event";

export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** What became of a message of ours, in one form for both interfaces. */
export interface ReadStatus {
  externalId: string;
  clientRef: string;
  /** Undefined: it says nothing that we could show. */
  status: MessageStatus | undefined;
  at: Date | undefined;
  /** The provider's number of what went wrong, "" when nothing did. */
  code: string;
  words: string;
  price: StatusPrice | undefined;
}

/** What an SMS was billed; `parts` is how many of them that was for, where it is told. */
export interface StatusPrice extends SmsPrice {
  parts: number | undefined;
}

export function readMessagesStatus(content: unknown): ReadStatus {
  const {
    message_uuid: externalId,
    client_ref: clientRef,
    timestamp,
    error,
    usage,
    sms,
    ...said
  } = MessagesStatus.parse(content);
  return {
    externalId,
    clientRef,
    status: MESSAGE_STATUSES.find((status) => status === said.status),
    at: readTime(timestamp),
    code: error?.title ?? "",
    words: error?.detail ?? "",
    price: said.channel === "sms" && usage ? readPrice({ ...usage, parts: sms?.count_total }) : undefined,
  };
}

const OF_SMS = new Map<string, MessageStatus>(
  Object.entries({
    accepted: "submitted",
    buffered: "submitted",
    delivered: "delivered",
    expired: "undeliverable",
    failed: "undeliverable",
    rejected: "rejected",
  }),
);

export function readSmsStatus(parameters: unknown): ReadStatus {
  const said = SmsStatus.parse(parameters);
  const code = said["err-code"] === "0" ? "" : said["err-code"];
  return {
    externalId: said.messageId,
    clientRef: said["client-ref"],
    status: OF_SMS.get(said.status),
    at: undefined,
    code,
    words: code ? `${said.status} (${code})` : "",
    // The SMS API bills in euros and tells of each part by itself.
    price: readPrice({ price: said.price, currency: "EUR", parts: 1 }),
  };
}

interface ToldPrice {
  price: string;
  currency: string;
  parts: number | undefined;
}

/** Undefined for what is no amount, and for what cost nothing: that says nothing of the next one. */
function readPrice({ price, currency, parts }: ToldPrice): StatusPrice | undefined {
  const amount = Number(price);
  return amount > 0 && amount < 100 && /^[A-Z]{3}$/.test(currency) ? { amount, currency, parts } : undefined;
}
