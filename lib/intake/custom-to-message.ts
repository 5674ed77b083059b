import type { InboundEvent, Integration } from "@/db/schema";
import type {
  CustomerAddress,
  IncomingAttachment,
  IncomingMessage,
} from "@/lib/conversations/incoming-message";
import { toE164 } from "@/lib/customers/phone";
import { attachmentOf } from "@/lib/email/attachments";
import { isTooHeavy, textFrom } from "@/lib/email/parse-body";
import { oneLine, storable } from "@/lib/email/parse-clean";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { files } from "@/lib/files/store";
import { type CustomMessage, readCustomMessage } from "@/lib/webhooks/custom-message";
import { readJsonObject } from "@/lib/webhooks/read-request";
import { identified, likelyTime, usual, written } from "./channel-message";

interface CustomSetting {
  channel: Integration;
  /** Where a number without a country is. */
  country: "FR" | undefined;
}

/** A message of a custom webhook, its HTML made harmless and its files stored. */
export async function customToMessage(setting: CustomSetting, event: InboundEvent): Promise<IncomingMessage> {
  const { channel } = setting;
  const message = readCustomMessage(readJsonObject(event.body));
  const { html, text } = bodyOf(message);
  const customer = customerOf(message, setting);
  const { in_reply_to: repliesTo, thread_id: thread, sent_at: sentAt } = message;
  return {
    ...usual(channel),
    ...identified(channel, event.externalId),
    ...written(text),
    html,
    // A thread is the sender's own: whoever writes in it, it is one conversation.
    ancestors: thread ? [`thread:${channel.id}:${storable(thread)}`] : [],
    groupThread: thread !== undefined,
    receivedAt: likelyTime(sentAt ? new Date(sentAt) : undefined, event.receivedAt),
    sender: { name: customer.name, address: customer.address },
    customer,
    subject: oneLine(message.subject),
    content: repliesTo ? { repliesTo: storable(repliesTo) } : undefined,
    attachments: await storeFiles(channel.companyId, message),
  };
}

function bodyOf({ html, text }: CustomMessage): { html: string | null; text: string } {
  const plain = storable(text);
  if (!html) return { html: null, text: plain };
  const safe = isTooHeavy(html) ? null : sanitizeEmailHtml(storable(html));
  return { html: safe, text: plain.trim() === "" ? textFrom(html) : plain };
}

function customerOf({ sender }: CustomMessage, { country }: CustomSetting): CustomerAddress {
  const name = oneLine(sender.name);
  if (sender.email) return { kind: "email", address: sender.email.toLowerCase(), name };
  const phone = sender.phone ?? "";
  return { kind: "phone", address: toE164(phone, country) ?? oneLine(phone), name };
}

async function storeFiles(companyId: number, { attachments }: CustomMessage): Promise<IncomingAttachment[]> {
  return Promise.all(
    attachments.map(async ({ name, type, content }) => {
      const part = { name, declaredType: type, contentId: null, content: Buffer.from(content, "base64") };
      const { content: bytes, ...file } = await attachmentOf(part, null);
      return { ...file, fileKey: await files().putFile(companyId, bytes) };
    }),
  );
}
