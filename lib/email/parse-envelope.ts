import { listEmailIds, readEmailId, readReferences } from "@/lib/email/email-ids";
import type { EmailAddress, EmailHeaders } from "@/lib/email/headers";
import { readAddresses } from "@/lib/email/parse-addresses";
import { oneLine, storable } from "@/lib/email/parse-clean";
import { decodeWords } from "@/lib/email/parse-words";

/**
 * What the headers of a mail say. `emailId` is "" when there is none; ids come without "<>"; `references` run from oldest
 * to newest; `sentAt` is null unless the Date header makes sense; `authentication` holds Authentication-Results, top first.
 */
export type EmailEnvelope = {
  emailId: string;
  inReplyTo: string[];
  references: string[];
  from: EmailAddress | null;
  replyTo: EmailAddress[];
  to: EmailAddress[];
  cc: EmailAddress[];
  subject: string;
  sentAt: Date | null;
  authentication: string[];
  headers: EmailHeaders;
};

const LONGEST_SUBJECT = 2_000;
const LONGEST_NAME = 500;

/** Reads the envelope of a mail. Where a header that may stand once stands twice, the topmost counts. Never throws. */
export function readEnvelope(headers: EmailHeaders): EmailEnvelope {
  const people = (name: string) => readAddresses(headers.get(name)).map(withShortName);
  return {
    emailId: readEmailId(headers.get("message-id")),
    inReplyTo: [...new Set((headers.get("in-reply-to") ?? []).flatMap(listEmailIds))].slice(0, 15),
    references: readReferences(headers.get("references")),
    from: readAddresses(headers.get("from")?.slice(0, 1)).map(withShortName)[0] ?? null,
    replyTo: people("reply-to"),
    to: people("to"),
    cc: people("cc"),
    subject: oneLine(decodeWords(headers.get("subject")?.[0] ?? "").slice(0, LONGEST_SUBJECT)),
    sentAt: readDate(headers.get("date")?.[0] ?? ""),
    authentication: headers.get("authentication-results") ?? [],
    headers,
  };
}

const withShortName = ({ name, address }: EmailAddress) => ({
  name: storable(name.slice(0, LONGEST_NAME)),
  address,
});

const DAY = 86_400_000;

/** The time in a Date header, or null when it is missing, unreadable, before 1980 or more than two days ahead. */
function readDate(value: string): Date | null {
  const plain = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\bUT\b/, "UTC")
    .trim();
  const zoned = /(?:[+-]\d{2}:?\d{2}|\b[A-Z]{1,4})$/.test(plain) ? plain : `${plain} +0000`;
  const time = [zoned, plain.replace(/\s+\S+$/, " +0000")]
    .map((text) => Date.parse(text))
    .find((at) => !Number.isNaN(at));
  if (time === undefined || time < Date.UTC(1980) || time > Date.now() + 2 * DAY) return null;
  return new Date(time);
}
