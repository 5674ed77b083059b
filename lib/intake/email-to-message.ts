import { createHash } from "node:crypto";
import type { IncomingAttachment, IncomingMessage } from "@/lib/conversations/incoming-message";
import type { EmailAddress } from "@/lib/email/headers";
import { storable } from "@/lib/email/parse-clean";
import type { ParsedEmail, UnparsedEmail } from "@/lib/email/parse-email";
import { readAuthentication } from "@/lib/email/read-authentication";

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
  const kind = isOutbound(email, setting) ? "outbound" : "inbound";
  return {
    kind,
    ours,
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
    answerable: !ours && email.origin.answerable && !wantedElsewhere(email),
    because: wantedElsewhere(email) ? [...email.origin.because, "reply-elsewhere"] : email.origin.because,
    dmarc: readAuthentication(email.headers, email.from?.address),
    bouncedEmailIds: email.bounce?.originalEmailIds ?? [],
    bounceFailed: email.bounce?.kind === "failed",
    bounceDetail: email.bounce?.diagnostic ?? email.bounce?.status ?? null,
    attachments,
    unparsedBecause: null,
  };
}

// What is proven of From says nothing of another address that an answer is asked for at.
const wantedElsewhere = ({ from, replyTo }: ParsedEmail) =>
  replyTo.some(({ address }) => address !== "" && address !== from?.address);

// Whoever writes to us can put our address into From. Our own copy lies in Sent, or never travelled: every server on the
// way adds a Received header (RFC 5321 4.4).
function isOutbound(email: ParsedEmail, setting: EmailSetting): boolean {
  if (setting.inSent) return true;
  if (email.headers.has("received") || isForm(email, setting)) return false;
  return setting.ownAddresses.has(email.from?.address ?? "");
}

// A contact form often sends in our own name and names the customer in Reply-To.
const isForm = (email: ParsedEmail, setting: EmailSetting) =>
  email.replyTo.some((address) => !setting.ownAddresses.has(address.address));

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

const sourceOf = (raw: Buffer) => raw.subarray(0, SHOWN_RAW).toString("latin1").replaceAll("\0", "");

/** A mail that no parser could read: what is readable of its source, and the reason. */
export function unparsedToMessage(email: UnparsedEmail, raw: Buffer, setting: EmailSetting): IncomingMessage {
  const sender = email.from ?? NOBODY;
  const { inSent, mailboxAddress, receivedAt } = setting;
  return {
    ...UNREAD,
    kind: inSent ? "outbound" : "inbound",
    ours: inSent || setting.ownAddresses.has(sender.address),
    emailId: email.emailId,
    contentHash: email.contentHash,
    receivedAt,
    sender,
    customer: { kind: "email", ...(inSent ? { name: "", address: mailboxAddress } : sender) },
    subject: email.subject,
    body: sourceOf(raw),
    fullText: sourceOf(raw),
    because: [email.because],
    unparsedBecause: email.because,
  };
}

/** A mail that was read and could not be filed: only what can always be stored of it. */
export function setApart(message: IncomingMessage, raw: Buffer): IncomingMessage {
  const { kind, ours, receivedAt, subject } = message;
  return {
    ...UNREAD,
    kind,
    ours,
    emailId: "",
    contentHash: createHash("sha256").update(raw).digest("hex"),
    receivedAt,
    sender: NOBODY,
    customer: { kind: "email", ...NOBODY },
    subject: storable(subject.slice(0, 200)),
    body: sourceOf(raw),
    fullText: sourceOf(raw),
    because: ["broken"],
    unparsedBecause: "broken",
  };
}

const UNREAD = {
  source: "email",
  ancestors: [],
  groupThread: false,
  recipients: { to: [], cc: [], bcc: [] },
  html: null,
  quoted: false,
  origin: "person",
  answerable: false,
  bouncedEmailIds: [],
  bounceFailed: false,
  bounceDetail: null,
  attachments: [],
} satisfies Partial<IncomingMessage>;
