import { z } from "zod";
import { WebhookRefusal } from "./webhook-refusal";

const line = (atMost: number) => z.string().trim().max(atMost);

/**
 * What a custom webhook sends, as the settings page documents it. Fields that are not here are passed over. `id` makes it count
 * once; messages with the same `thread_id` are one conversation.
 */
export const CustomMessage = z
  .object({
    id: line(200).min(1).optional(),
    thread_id: line(200).min(1).optional(),
    in_reply_to: line(200).min(1).optional(),
    sent_at: z.iso.datetime({ offset: true }).optional(),
    sender: z
      .object({
        name: line(200).default(""),
        email: z.email().max(254).optional(),
        phone: line(40).min(4).optional(),
      })
      .refine(({ email, phone }) => email ?? phone, "A sender has an e-mail address or a telephone number"),
    subject: line(998).default(""),
    text: z.string().max(500_000).default(""),
    html: z.string().max(900_000).optional(),
    attachments: z
      .array(
        z.object({
          name: line(300).min(1),
          type: line(200).default("application/octet-stream"),
          /** The file's bytes. */
          content: z.base64(),
        }),
      )
      .max(20)
      .default([]),
  })
  .refine(
    ({ text, html, attachments }) => text.trim() !== "" || html || attachments.length > 0,
    "A message has a text, an HTML or an attachment",
  );
export type CustomMessage = z.output<typeof CustomMessage>;

/** The message in a body that was signed; refuses, and says what is wrong with, any other. */
export function readCustomMessage(body: Record<string, unknown>): CustomMessage {
  const message = CustomMessage.safeParse(body);
  if (!message.success) throw new WebhookRefusal(400, z.prettifyError(message.error));
  return message.data;
}
