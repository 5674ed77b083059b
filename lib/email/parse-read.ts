import { createHash } from "node:crypto";
import { type AttachedPart, attachmentOf } from "@/lib/email/attachments";
import { readBounce } from "@/lib/email/bounce";
import { charsetNamedIn, rawBodyOf, readHeaders } from "@/lib/email/headers";
import { separateReply } from "@/lib/email/new-text";
import { originOf } from "@/lib/email/origin";
import { type Body, bodyOf, isTooHeavy, textFrom, withoutTags } from "@/lib/email/parse-body";
import { decodeBytes } from "@/lib/email/parse-charset";
import { storable } from "@/lib/email/parse-clean";
import type { ParsedEmail } from "@/lib/email/parse-email";
import { type EmailEnvelope, readEnvelope } from "@/lib/email/parse-envelope";
import { takeApart } from "@/lib/email/parse-mime";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";

/** Reads a whole mail in this thread; rejects on mail beyond the limits of mailparser. `parseEmail` is the door for others. */
export async function readEmail(raw: Buffer): Promise<ParsedEmail> {
  const { envelope, body, files, text } = await readParts(raw);
  const { from, replyTo, subject, headers } = envelope;
  const html = body.html !== null && !isTooHeavy(body.html) ? body.html : null;
  const mail = { headers, from, replyTo, subject, text, html };
  const bounce = readBounce(raw, mail);
  return {
    unparsed: false,
    ...envelope,
    contentHash: hashOf(envelope, body, files),
    text,
    ...separateReply({ text, html, subject }),
    html: html && sanitizeEmailHtml(html),
    attachments: await Promise.all(files.map((file) => attachmentOf(file, html))),
    origin: originOf({ ...mail, bounce }),
    bounce,
  };
}

/** Reads a mail without looking into its HTML: for one that `readEmail` could not finish. It is never answered by a robot. */
export async function readEmailPlainly(raw: Buffer, because: string): Promise<ParsedEmail> {
  const { envelope, body, files, text } = await readParts(raw, withoutTags);
  return {
    unparsed: false,
    ...envelope,
    contentHash: hashOf(envelope, body, files),
    text,
    newText: text,
    quoted: false,
    html: null,
    attachments: await Promise.all(files.map((file) => attachmentOf(file, null))),
    origin: { kind: "person", answerable: false, because: [because] },
    bounce: null,
  };
}

type Parts = { envelope: EmailEnvelope; body: Body; files: AttachedPart[]; text: string };

async function readParts(raw: Buffer, toText = textFrom): Promise<Parts> {
  const envelope = readEnvelope(readHeaders(raw));
  const hint = charsetNamedIn(raw);
  const { tree, files: parts } = await takeApart(raw, hint);
  const body = bodyOf(tree, toText);
  const reports = parts.filter((part) => part.declaredType === "message/delivery-status");
  const files = parts.filter((part) => !reports.includes(part));
  const readings = [
    () => body.text ?? "",
    () => toText(body.html ?? ""),
    () => reports.map(({ content }) => content.toString()).join("\n"),
    () => (parts.length || body.html ? "" : decodeBytes(rawBodyOf(raw), undefined, hint)),
  ];
  const text = firstWithWords(readings);
  return { envelope, body, files, text: storable(text.slice(0, LONGEST_TEXT)) };
}

function firstWithWords(readings: (() => string)[]): string {
  for (const read of readings) {
    const text = read();
    if (text.trim()) return text;
  }
  return "";
}

const LONGEST_TEXT = 1_000_000;

/** The same for every copy of a mail, whichever way it came: no Received, no X- headers, no white space. */
function hashOf(envelope: EmailEnvelope, body: Body, files: AttachedPart[]): string {
  const { from, to, headers, subject } = envelope;
  const words = (text: string | null) => text?.replace(/\s+/g, " ").trim() ?? null;
  const addresses = [from, ...to].map((person) => person?.address ?? null);
  const date = headers.get("date")?.[0] ?? null;
  const contents = files.map(({ content }) => sha256(content)).sort();
  return sha256(JSON.stringify([addresses, date, subject, words(body.text), words(body.html), contents]));
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
