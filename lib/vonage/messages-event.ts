import { z } from "zod";

// The first version of the interface named an object where there is a number now.
const end = z
  .union([z.string(), z.object({ number: z.string().optional(), id: z.string().optional() })])
  .transform((value) => (typeof value === "string" ? value : (value.number ?? value.id ?? "")))
  .pipe(z.string().max(100));

/** The same in what may be anything. */
export const anyEnd = end.catch("");

const channel = z.enum(["sms", "whatsapp"]);
const uuid = z.string().min(1).max(100);

/** A message as the Messages API brings it; what it holds depends on its type, and is read where it is understood. */
export const MessagesReceived = z.looseObject({
  channel,
  message_uuid: uuid,
  to: end,
  from: end.default(""),
  timestamp: z.string().default(""),
  message_type: z.string().min(1).max(100),
});
export type MessagesReceived = z.output<typeof MessagesReceived>;

export const MESSAGE_STATUSES = ["submitted", "delivered", "read", "rejected", "undeliverable"] as const;

/** What became of a message we sent: `from` is our number here, `to` the customer's. */
export const MessagesStatus = z.object({
  channel,
  message_uuid: uuid,
  to: end.default(""),
  from: end,
  timestamp: z.string().default(""),
  status: z.string().min(1).max(40),
  client_ref: z.string().max(100).default(""),
  error: z.object({ title: z.coerce.string().default(""), detail: z.string().default("") }).optional(),
  // What nobody needs to follow a status is no reason to refuse one.
  usage: z.object({ price: z.string(), currency: z.string() }).optional().catch(undefined),
  sms: z
    .object({ count_total: z.coerce.number().int().min(1).max(255) })
    .optional()
    .catch(undefined),
});
export type MessagesStatus = z.output<typeof MessagesStatus>;

/** Undefined when it is no time. */
export function readTime(text: string): Date | undefined {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
