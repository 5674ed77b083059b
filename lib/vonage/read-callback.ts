import { z } from "zod";
import type { EventForm, EventKind } from "@/db/schema";
import { toAddress } from "@/lib/customers/phone";
import { SmsReceived, SmsStatus } from "@/lib/sms/sms-event";
import { readJsonObject, type WebhookRequest } from "@/lib/webhooks/read-request";
import { WebhookRefusal } from "@/lib/webhooks/webhook-refusal";
import { anyEnd, MessagesReceived, MessagesStatus } from "./messages-event";

/** A webhook of Vonage's that has the right shape; whether it is theirs is not known yet. */
export interface VonageCallback {
  kind: EventKind;
  form: Exclude<EventForm, "custom">;
  source: "sms" | "whatsapp";
  /** Our number, as it is stored. */
  ours: string;
  /** The provider's id; a status's names the status too. */
  externalId: string;
  /** What the SMS API signs. */
  parameters: Record<string, string>;
  contentType: string;
  body: Buffer;
}

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/**
 * Reads either interface, for either channel, message or status: an application has one address for all of them. Refuses
 * what is unsigned before it looks at the rest.
 */
export function readCallback(request: WebhookRequest): VonageCallback {
  const isQuery = request.method === "GET";
  const [contentType, body] = isQuery
    ? [FORM_TYPE, Buffer.from(request.query)]
    : [request.contentType, request.body];
  const isSigned = request.header("authorization") !== null;
  const content = readContent(contentType, body);
  const parameters = Object.fromEntries(
    Object.entries(content).flatMap(([name, value]) => signedText(name, value)),
  );
  if (!isSigned && !parameters.sig) throw new WebhookRefusal(401, "Not signed", "unsigned");
  const read =
    "channel" in content || "message_uuid" in content ? readMessages(content) : readSms(parameters);
  return { ...read, parameters, contentType, body };
}

/** The numbers that a callback names, which of them may be ours; nothing else is read of what nobody vouches for. */
export function listClaimedNumbers(request: WebhookRequest): string[] {
  const isQuery = request.method === "GET";
  const [contentType, body] = isQuery
    ? [FORM_TYPE, Buffer.from(request.query)]
    : [request.contentType, request.body];
  try {
    const { to, from } = Claimed.parse(readContent(contentType, body));
    return [...new Set([to, from].filter(Boolean).map(toAddress))];
  } catch {
    return [];
  }
}

const Claimed = z.object({ to: anyEnd, from: anyEnd });

export function readContent(contentType: string, body: Buffer): Record<string, unknown> {
  if (contentType === JSON_TYPE) return readJsonObject(body);
  if (contentType === FORM_TYPE) return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  throw new WebhookRefusal(415, `Send ${JSON_TYPE} or ${FORM_TYPE}`);
}

/** Vonage signs what a value looks like; a null is as if it were not there, and nothing is nested. */
function signedText(name: string, value: unknown): [string, string][] {
  return typeof value === "object" || value === undefined ? [] : [[name, String(value)]];
}

type Read = Pick<VonageCallback, "kind" | "form" | "source" | "ours" | "externalId">;

function readMessages(content: Record<string, unknown>): Read {
  if ("status" in content && !("message_type" in content)) {
    const { channel, message_uuid: uuid, from, status } = shaped(MessagesStatus, content);
    return {
      ...named("status", `${uuid}/${status}`),
      form: "messages-api",
      source: channel,
      ours: toAddress(from),
    };
  }
  const { channel, message_uuid: uuid, to } = shaped(MessagesReceived, content);
  return { ...named("message", uuid), form: "messages-api", source: channel, ours: toAddress(to) };
}

function readSms(parameters: Record<string, string>): Read {
  const of = { form: "sms-api", source: "sms" } as const;
  if ("status" in parameters) {
    const { messageId, status, to } = shaped(SmsStatus, parameters);
    return { ...named("status", `${messageId}/${status}`), ...of, ours: toAddress(to) };
  }
  const { messageId, to } = shaped(SmsReceived, parameters);
  return { ...named("message", messageId), ...of, ours: toAddress(to) };
}

const named = (kind: EventKind, externalId: string) => ({ kind, externalId });

function shaped<Schema extends z.ZodType>(schema: Schema, content: unknown): z.output<Schema> {
  const read = schema.safeParse(content);
  if (!read.success) throw new WebhookRefusal(400, z.prettifyError(read.error));
  return read.data;
}
