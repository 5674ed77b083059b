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
}

export function readMessagesStatus(content: unknown): ReadStatus {
  const {
    message_uuid: externalId,
    client_ref: clientRef,
    timestamp,
    error,
    ...said
  } = MessagesStatus.parse(content);
  return {
    externalId,
    clientRef,
    status: MESSAGE_STATUSES.find((status) => status === said.status),
    at: readTime(timestamp),
    code: error?.title ?? "",
    words: error?.detail ?? "",
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
  };
}
