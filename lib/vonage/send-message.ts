import type { Vonage } from "@vonage/server-sdk";
import type { VonageAccess } from "@/lib/integrations/vonage-access";
import { authorizationOf, vonageClient } from "./client";
import { isNeverReached, judgeAnswer, type VonageOutcome } from "./judge-answer";
import { describeSmsRefusal } from "./refusals";

export interface OutgoingMedia {
  type: "image" | "audio" | "video" | "file";
  /** Where Vonage fetches it, from outside. */
  url: string;
  name: string;
}

/** A message of either channel; numbers without "+". */
export interface OutgoingChannelMessage {
  channel: "sms" | "whatsapp";
  from: string;
  to: string;
  /** Our name for this attempt, told back with each status. */
  clientRef: string;
  /** With a file, what stands under it. */
  text: string;
  /** It has a letter outside GSM-7. */
  isUnicode: boolean;
  media?: OutgoingMedia;
  template?: { name: string; language: string; parameters: string[] };
  /** The provider's name of the message this one quotes. */
  repliesTo?: string;
}

interface Sending {
  timeoutMs?: number;
  /** Awaited before anything is said; when it throws, nothing is sent. */
  onPhase?: (phase: "data") => Promise<void>;
}

/** One attempt to send, which never throws for what Vonage does. Without an answer it may have been sent: "unknown". */
export async function sendMessage(
  access: VonageAccess,
  message: OutgoingChannelMessage,
  { timeoutMs, onPhase }: Sending = {},
): Promise<VonageOutcome> {
  const vonage = vonageClient(access, timeoutMs);
  if (!(await authorizationOf(vonage)))
    return { outcome: "failed", isPermanent: true, key: "vonage.login", words: "" };
  await onPhase?.("data");
  try {
    if (message.channel === "sms" && access.api === "sms") return await sendBySmsApi(vonage, message);
    const { messageUUID: externalId } = await vonage.messages.send(toParameters(message));
    return externalId ? { outcome: "sent", externalId } : { outcome: "unknown", reason: "No message_uuid" };
  } catch (error) {
    return isNeverReached(error)
      ? { outcome: "failed", isPermanent: false, key: "vonage.unreachable", words: "" }
      : judgeAnswer(error);
  }
}

type SendParameters = Parameters<Vonage["messages"]["send"]>[0];

function toParameters(message: OutgoingChannelMessage): SendParameters {
  const { channel, from, to, clientRef, text, media, template, repliesTo } = message;
  const context = repliesTo ? { context: { messageUuid: repliesTo } } : {};
  return {
    channel,
    from,
    to,
    clientRef,
    ...context,
    ...contentOf({ text, media, template }),
  } as SendParameters;
}

type Content = Pick<OutgoingChannelMessage, "text" | "media" | "template">;

function contentOf({ text, media, template }: Content): Record<string, unknown> {
  if (template) {
    const { name, language: locale, parameters } = template;
    return {
      messageType: "template",
      whatsapp: { policy: "deterministic", locale },
      template: { name, parameters },
    };
  }
  if (!media) return { messageType: "text", text };
  const { type, url, name } = media;
  const caption = type === "audio" || text === "" ? {} : { caption: text };
  return { messageType: type, [type]: { url, ...caption, ...(type === "file" && { name }) } };
}

async function sendBySmsApi({ sms }: Vonage, message: OutgoingChannelMessage): Promise<VonageOutcome> {
  const { from, to, text, clientRef, isUnicode } = message;
  const type = (isUnicode ? "unicode" : "text") as TypeEnum;
  const messages = await sms.send({ from, to, text, clientRef, type }).then(listParts, listParts);
  const [first] = messages;
  if (!first) return { outcome: "unknown", reason: "No answer for any part" };
  const refused = messages.find(({ status }) => status !== "0");
  if (!refused) return { outcome: "sent", externalId: first.messageId ?? "" };
  const words = refused.errorText ?? "";
  // Some parts are gone already, or nobody knows: status 5 is an error in the middle of their work.
  if (messages.some(({ status }) => status === "0" || status === "5"))
    return { outcome: "unknown", reason: words };
  return { outcome: "failed", ...describeSmsRefusal(refused.status), words };
}

type TypeEnum = NonNullable<NonNullable<Parameters<Vonage["sms"]["send"]>[0]>["type"]>;

interface SmsPart {
  status: string;
  messageId?: string;
  errorText?: string;
}

/** The answer for each part. Of what was refused the SDK throws it, inside its error. */
function listParts(answer: unknown): SmsPart[] {
  const { messages, response } = answer as { messages?: SmsPart[]; response?: { messages?: SmsPart[] } };
  const parts = messages ?? response?.messages;
  if (!parts) throw answer;
  return parts;
}
