import type { InboundEvent, Integration } from "@/db/schema";
import type { IncomingMessage } from "@/lib/conversations/incoming-message";
import { joinParts, type KeptSms } from "@/lib/sms/join-parts";
import { SmsReceived } from "@/lib/sms/sms-event";
import { MessagesReceived } from "@/lib/vonage/messages-event";
import { readContent } from "@/lib/vonage/read-callback";
import { type ReadStatus, readMessagesStatus, readSmsStatus } from "@/lib/vonage/read-status";
import { channelToMessage, identified, smsToMessage, usual, written } from "./channel-message";
import { customToMessage } from "./custom-to-message";

/** A message that can be filed, and the events it came in: several for a long SMS, the first gives it its name. */
export interface ReadMessage {
  eventIds: number[];
  message: IncomingMessage;
}

/** What pending events say. Parts of an SMS that wait for others are in neither list. */
export interface ReadEvents {
  messages: ReadMessage[];
  statuses: { eventId: number; receivedAt: Date; read: ReadStatus }[];
}

interface Setting {
  channel: Integration;
  country: "FR" | undefined;
}

/** Reads events of one number or webhook, the oldest message first. One that cannot be read is given as it came. */
export async function readEvents(setting: Setting, events: InboundEvent[]): Promise<ReadEvents> {
  const { channel } = setting;
  const read: ReadEvents = { messages: [], statuses: [] };
  const sms: KeptSms[] = [];
  for (const event of events) {
    try {
      if (event.kind === "status") {
        read.statuses.push({ eventId: event.id, receivedAt: event.receivedAt, read: statusOf(event) });
      } else if (event.form === "sms-api") {
        sms.push({
          eventId: event.id,
          receivedAt: event.receivedAt,
          sms: SmsReceived.parse(contentOf(event)),
        });
      } else {
        read.messages.push({ eventIds: [event.id], message: await messageOf(setting, event) });
      }
    } catch {
      read.messages.push({ eventIds: [event.id], message: asItCame(channel, event) });
    }
  }
  for (const whole of joinParts(sms).whole) {
    const eventIds = whole.kept.map(({ eventId }) => eventId);
    read.messages.push({ eventIds, message: smsToMessage(channel, whole) });
  }
  read.messages.sort(byTime);
  return read;
}

const contentOf = ({ contentType, body }: InboundEvent) => readContent(contentType, body);

function statusOf(event: InboundEvent): ReadStatus {
  const content = contentOf(event);
  return event.form === "sms-api" ? readSmsStatus(content) : readMessagesStatus(content);
}

async function messageOf(setting: Setting, event: InboundEvent): Promise<IncomingMessage> {
  if (event.form === "custom") return customToMessage(setting, event);
  return channelToMessage(setting.channel, MessagesReceived.parse(contentOf(event)), event);
}

const byTime = (a: ReadMessage, b: ReadMessage) =>
  a.message.receivedAt.getTime() - b.message.receivedAt.getTime() ||
  (a.eventIds[0] ?? 0) - (b.eventIds[0] ?? 0);

const SHOWN_RAW = 20_000;

/** What cannot be read, or not be filed: only what can always be stored of it. */
export function asItCame(channel: Integration, event: InboundEvent): IncomingMessage {
  const text = event.body.subarray(0, SHOWN_RAW).toString("latin1").replaceAll("\0", "");
  return {
    ...usual(channel),
    ...identified(channel, event.externalId),
    ...written(text),
    receivedAt: event.receivedAt,
    customer: { kind: "phone", name: "", address: "" },
    answerable: false,
    because: ["broken"],
    unparsedBecause: "broken",
  };
}
