import { createHash } from "node:crypto";
import type { ParsedAttachment } from "@/lib/email/attachments";
import type { Bounce } from "@/lib/email/bounce";
import { readHeaders } from "@/lib/email/headers";
import type { Origin } from "@/lib/email/origin";
import { type EmailEnvelope, readEnvelope } from "@/lib/email/parse-envelope";
import { getParsers } from "@/lib/email/parser-pool";

export type { ParsedAttachment };

/**
 * A mail that was read. `contentHash` is the same for every copy of the mail; `text` is the whole text and never null,
 * `newText` the part the sender wrote this time; `html` is sanitised (`sanitizeEmailHtml`): its images still have "cid:" addresses, those from outside only in `data-src`.
 * Every string can be stored in PostgreSQL.
 */
export type ParsedEmail = EmailEnvelope & {
  unparsed: false;
  contentHash: string;
  text: string;
  newText: string;
  quoted: boolean;
  html: string | null;
  attachments: ParsedAttachment[];
  origin: Origin;
  bounce: Bounce | null;
};

/** Why a mail could not be read. */
export type Unreadable =
  | "too-big"
  | "too-many-parts"
  | "too-long-headers"
  | "too-slow"
  | "too-much-memory"
  | "broken";

/** A mail that could not be read: what its headers say, and why. `contentHash` is over the raw bytes. */
export type UnparsedEmail = EmailEnvelope & { unparsed: true; because: Unreadable; contentHash: string };

const LARGEST_EMAIL = 64 * 1024 * 1024;

/**
 * Reads a raw mail in a worker thread. A mail that hangs, kills its worker or is beyond the limits (64 MiB, 1,000 parts,
 * 10 seconds) comes back unparsed; it rejects only when no worker can be started at all.
 */
export async function parseEmail(raw: Buffer): Promise<ParsedEmail | UnparsedEmail> {
  if (raw.length > LARGEST_EMAIL) return unparsedEmail(raw, "too-big");
  const result = await getParsers().parse(raw);
  return typeof result === "string" ? unparsedEmail(raw, result) : result;
}

/** Reads many mails on all workers at once; the answers stand in the order of `raws`. */
export function parseEmails(raws: Buffer[]): Promise<(ParsedEmail | UnparsedEmail)[]> {
  return Promise.all(raws.map(parseEmail));
}

function unparsedEmail(raw: Buffer, because: Unreadable): UnparsedEmail {
  const contentHash = createHash("sha256").update(raw).digest("hex");
  return { unparsed: true, because, contentHash, ...readEnvelope(readHeaders(raw)) };
}
