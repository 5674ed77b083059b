import { decodeBytes } from "@/lib/email/parse-charset";
import { storable } from "@/lib/email/parse-clean";

/** Every header of a mail: lower-case name → its unfolded, still encoded values, from the top of the mail down. */
export type EmailHeaders = ReadonlyMap<string, string[]>;

/** A person's address as a header gives it; `address` is trimmed and lower-cased, `name` is "" when there is none. */
export type EmailAddress = { name: string; address: string };

const LONGEST_HEAD = 256 * 1024;
const MOST_HEADERS = 2_000;

/**
 * The headers of a raw mail, as far as its first 256 KiB go. Raw 8-bit values are decoded (UTF-8, else a charset the mail
 * names, else a guess); encoded words stay encoded. Lines that are no header are skipped. Never throws.
 */
export function readHeaders(raw: Buffer): EmailHeaders {
  const head = headOf(raw);
  const hint = /[\x80-\xff]/.test(head) ? charsetNamedIn(raw) : undefined;
  const headers = new Map<string, string[]>();
  const unfolded = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/, MOST_HEADERS);
  for (const line of unfolded) {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s.exec(line) ?? [];
    if (!name || value === undefined) continue;
    const key = name.toLowerCase();
    const readable = storable(readableValue(value.trim(), hint));
    const known = headers.get(key);
    if (known) known.push(readable);
    else headers.set(key, [readable]);
  }
  return headers;
}

/** What stands below the headers of a raw mail, undecoded; the whole mail when it has no headers. */
export function rawBodyOf(raw: Buffer): Buffer {
  const [start] = /^[\r\n]*/.exec(raw.subarray(0, LONGEST_HEAD).toString("latin1")) ?? [""];
  const head = headOf(raw);
  return /^[^\s:]+[ \t]*:/m.test(head) ? raw.subarray(start.length + head.length) : raw;
}

function headOf(raw: Buffer): string {
  const head = raw
    .subarray(0, LONGEST_HEAD)
    .toString("latin1")
    .replace(/^[\r\n]+/, "");
  const end = /\r?\n\r?\n/.exec(head)?.index ?? head.length;
  return head.slice(0, end);
}

function readableValue(value: string, hint: string | undefined): string {
  return /[^\x20-\x7e]/.test(value) ? decodeBytes(Buffer.from(value, "latin1"), undefined, hint) : value;
}

/** The first charset other than ASCII and UTF-8 that the beginning of a mail names, for text that names none. */
export function charsetNamedIn(raw: Buffer): string | undefined {
  const beginning = raw.subarray(0, LONGEST_HEAD).toString("latin1");
  for (const [, named = "", worded = ""] of beginning.matchAll(
    /charset\s*=\s*["']?([\w.:-]+)|=\?([\w.:-]+)\?[bq]\?/gi,
  )) {
    const charset = (named || worded).toLowerCase();
    if (!/^(?:us-ascii|ascii|utf-?8)$/.test(charset)) return charset;
  }
  return undefined;
}
