import { z } from "zod";

const flag = z.enum(["true", "false", ""]).optional();
const number = z.coerce.number().int().min(1).max(255).optional();

/** An SMS, or a part of one, as Vonage's SMS API brings it. */
export const SmsReceived = z.object({
  msisdn: z.string().min(1).max(40),
  to: z.string().min(1).max(40),
  messageId: z.string().min(1).max(100),
  text: z.string().default(""),
  type: z.string().default("text"),
  data: z.string().optional(),
  "message-timestamp": z.string().default(""),
  concat: flag,
  "concat-ref": z.string().max(20).optional(),
  "concat-total": number,
  "concat-part": number,
});
export type SmsReceived = z.output<typeof SmsReceived>;

/** What became of an SMS we sent: `to` is our number here, `msisdn` the customer's. */
export const SmsStatus = z.object({
  msisdn: z.string().min(1).max(40),
  to: z.string().min(1).max(40),
  messageId: z.string().min(1).max(100),
  status: z.string().min(1).max(40),
  "err-code": z.string().max(20).default(""),
  "client-ref": z.string().max(100).default(""),
  "message-timestamp": z.string().default(""),
  price: z.string().max(40).default(""),
});
export type SmsStatus = z.output<typeof SmsStatus>;

/** Vonage writes UTC and does not say so; undefined when it wrote no time. */
export function readSmsTime(text: string): Date | undefined {
  const [, plain] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/.exec(text.trim()) ?? [];
  const time = new Date(plain ? `${plain.replace(" ", "T")}Z` : text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** What a part of a longer SMS has in common with the others; undefined when it is whole. */
export function partOf(sms: SmsReceived): { key: string; total: number; part: number } | undefined {
  const { msisdn, to, "concat-ref": ref, "concat-total": total, "concat-part": part } = sms;
  if (sms.concat !== "true" || !ref || !total || !part || total < 2 || part > total) return undefined;
  return { key: `${msisdn}|${to}|${ref}|${total}`, total, part };
}
