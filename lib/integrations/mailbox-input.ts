import { z } from "zod";

const host = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "required")
  .max(253, "invalid")
  .regex(/^[\p{L}\p{N}.:-]+$/u, "hostInvalid");
const port = z.coerce.number("invalid").int("invalid").min(1, "invalid").max(65_535, "invalid");
const tls = z.enum(["tls", "starttls", "none"]);

/** How a mailbox is reached, as a person types it. */
const MailboxServers = z.object({
  username: z.string().trim().min(1, "required").max(320, "invalid"),
  imapHost: host,
  imapPort: port,
  imapTls: tls,
  smtpHost: host,
  smtpPort: port,
  smtpTls: tls,
  /** The provider puts a copy of what we send into Sent by itself. */
  savesSent: z.boolean(),
});

const password = z.string().max(1000, "invalid");

export const NewMailbox = MailboxServers.extend({
  address: z.string().trim().toLowerCase().pipe(z.email("emailInvalid").max(254, "emailInvalid")),
  password: password.min(1, "required"),
  /** Messages of this many days are taken over; 0 begins now. */
  sinceDays: z.coerce.number("invalid").int("invalid").min(0, "invalid").max(3650, "invalid"),
});
export type NewMailbox = z.output<typeof NewMailbox>;

/** An empty password keeps the stored one. */
export const ChangedMailbox = MailboxServers.extend({ integrationId: z.int().positive(), password });
export type ChangedMailbox = z.output<typeof ChangedMailbox>;
