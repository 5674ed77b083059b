import type { IncomingAttachment, IncomingMessage } from "@/lib/conversations/incoming-message";
import type { EmailAddress } from "@/lib/email/headers";
import type { ParsedEmail, UnparsedEmail } from "@/lib/email/parse-email";

/** Where a mail was found, and what of it is ours. */
export interface EmailSetting {
  receivedAt: Date;
  inSent: boolean;
  ownAddresses: ReadonlySet<string>;
  mailboxAddress: string;
}

const NOBODY = { name: "", address: "" };
const ROBOT = /^(?:no-?reply|ne-?pas-?repondre|do-?not-?reply|notifications?|mailer-daemon|noreply.*)@/i;

/** A parsed mail as a message: who wrote it, with which customer the conversation is, and what it answers. */
export function emailToMessage(
  email: ParsedEmail,
  setting: EmailSetting,
  attachments: IncomingAttachment[],
): IncomingMessage {
  const sender = email.from ?? NOBODY;
  const ours = setting.inSent || setting.ownAddresses.has(sender.address);
  const kind = ours && !isForm(email, setting) ? "outbound" : "inbound";
  return {
    kind,
    source: "email",
    emailId: email.emailId,
    contentHash: email.contentHash,
    ancestors: ancestorsOf(email),
    groupThread: isGroupThread(email, setting),
    receivedAt: setting.receivedAt,
    sender,
    customer: { kind: "email", ...customerOf(email, kind, setting) },
    recipients: { to: email.to, cc: email.cc, bcc: [] },
    subject: email.subject,
    body: email.newText,
    fullText: email.text,
    html: email.html,
    quoted: email.quoted,
    origin: email.origin.kind,
    answerable: kind === "inbound" && email.origin.answerable,
    because: email.origin.because,
    bouncedEmailIds: email.bounce?.originalEmailIds ?? [],
    bounceFailed: email.bounce?.kind === "failed",
    bounceDetail: email.bounce?.diagnostic ?? email.bounce?.status ?? null,
    attachments,
    unparsedBecause: null,
  };
}

// A contact form often sends in our own name and names the customer in Reply-To.
const isForm = (email: ParsedEmail, setting: EmailSetting) =>
  !setting.inSent && email.replyTo.some((address) => !setting.ownAddresses.has(address.address));

function ancestorsOf(email: ParsedEmail): string[] {
  const nearestFirst = [...email.inReplyTo, ...email.references.toReversed()];
  return [...new Set(nearestFirst)].filter((id) => id !== email.emailId);
}

function isGroupThread(email: ParsedEmail, { ownAddresses }: EmailSetting): boolean {
  if (email.origin.because.includes("list-id")) return true;
  return [...email.to, ...email.cc].some(
    ({ address }) => !ownAddresses.has(address) && address !== email.from?.address,
  );
}

function customerOf(email: ParsedEmail, kind: IncomingMessage["kind"], setting: EmailSetting): EmailAddress {
  const outside = (addresses: EmailAddress[]) =>
    addresses.find(({ address }) => address !== "" && !setting.ownAddresses.has(address));
  if (kind === "outbound") {
    return outside([...email.to, ...email.cc]) ?? { name: "", address: setting.mailboxAddress };
  }
  const from = email.from ?? NOBODY;
  const hidden = ROBOT.test(from.address) || setting.ownAddresses.has(from.address);
  return (hidden ? outside(email.replyTo) : undefined) ?? from;
}

const SHOWN_RAW = 20_000;

/** A mail that no parser could read: what is readable of its source, and the reason. */
export function unparsedToMessage(email: UnparsedEmail, raw: Buffer, setting: EmailSetting): IncomingMessage {
  const source = raw.subarray(0, SHOWN_RAW).toString("latin1").replaceAll("\0", "");
  const sender = email.from ?? NOBODY;
  return {
    kind: "inbound",
    source: "email",
    emailId: email.emailId,
    contentHash: email.contentHash,
    ancestors: [],
    groupThread: false,
    receivedAt: setting.receivedAt,
    sender,
    customer: { kind: "email", ...sender },
    recipients: { to: [], cc: [], bcc: [] },
    subject: email.subject,
    body: source,
    fullText: source,
    html: null,
    quoted: false,
    origin: "person",
    answerable: false,
    because: [email.because],
    bouncedEmailIds: [],
    bounceFailed: false,
    bounceDetail: null,
    attachments: [],
    unparsedBecause: email.because,
  };
}
