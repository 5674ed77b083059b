import {
  attributionEndingAt,
  introducesQuote,
  isBlank,
  isForwardLine,
  isHeaderBlock,
  isOriginalLine,
  isQuoted,
  isRule,
  QUOTE_MARK,
} from "@/lib/email/quote-lines";
import { textWithQuoteMarks } from "@/lib/email/quote-marks";
import { isDeviceTag, isFooter, signatureStart } from "@/lib/email/signature-lines";

/** What a person wrote this time; `quoted` says that something of the mail is left out of it. */
export type Reply = { newText: string; quoted: boolean };

const MOST_LINES = 20_000;

/**
 * Separates what was newly written from the quote and the signature below it. A forwarded mail, answers between the lines of a
 * quote and a mail that is nothing but a quote are kept whole: in doubt too much is shown, never too little. Linear in its length.
 * @param subject of the mail; one that says "Fwd:" keeps the forwarded mail in the text
 */
export function separateReply(mail: { text: string; html: string | null; subject?: string }): Reply {
  const isForward = FORWARD_SUBJECT.test(mail.subject ?? "");
  const reply = separate(mail.text, isForward);
  if (reply.quoted || mail.html === null) return reply;
  const marked = textWithQuoteMarks(mail.html);
  if (marked === undefined) return reply;
  const better = separate(marked, isForward);
  return better.quoted ? better : reply;
}

const FORWARD_SUBJECT =
  /^\s*(?:\[[^\]]{0,40}\]\s*)?(?:fwd?|tr|wg|i|rv|enc|doorst|vs|vb|pd|转发|轉寄|転送)\s*[:：]/iu;

/** What is quoted within a text: [first line, line after the last], and where everything below is a copy of other mails. */
type Quotes = { blocks: { from: number; to: number; introduced: boolean }[]; end: number };

function separate(text: string, isForward: boolean): Reply {
  const whole = text.replaceAll(QUOTE_MARK, "").trim();
  const lines = text.split(/\r?\n/);
  const words = newLines(lines, isForward);
  const newText = words
    .slice(0, words.some(isForwardLine) ? words.length : signatureStart(words))
    .join("\n")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();
  if (!newText.trim()) return { newText: whole, quoted: false };
  return { newText, quoted: newText.length < whole.length };
}

function newLines(lines: string[], isForward: boolean): string[] {
  const { blocks, end } = findQuotes(lines, isForward);
  const kept = lines.slice(0, end).map((line) => (line === QUOTE_MARK ? "" : line));
  const last = blocks.at(-1);
  if (!last) return kept;
  const isWritten = (from: number, to: number) => kept.slice(from, to).some((line) => !isBlank(line));
  if (isFooter(kept.slice(last.to))) {
    const rest = blocks.slice(0, -1);
    return isWritten(0, last.from) && rest.every((block) => block.to < last.from)
      ? kept.slice(0, last.from)
      : kept;
  }
  const isBelowOneQuote = blocks.length === 1 && last.introduced && !isWritten(0, last.from);
  return isBelowOneQuote ? kept.slice(last.to) : kept;
}

function findQuotes(lines: string[], isForward: boolean): Quotes {
  const quotes: Quotes = { blocks: [], end: lines.length };
  let written = false;
  for (let at = 0; at < Math.min(lines.length, MOST_LINES); at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) continue;
    if (isForwardLine(line)) return quotes;
    if (written && !isForward && startsCopy(lines, at)) return { ...quotes, end: withoutRules(lines, at) };
    const start =
      attributionEndingAt(lines, at) ?? (introducesQuote(line) && isAboveQuote(lines, at) ? at : undefined);
    if (start !== undefined && isAboveQuote(lines, at)) {
      at = addBlock(quotes, lines, { from: start, at: nextWritten(lines, at + 1), introduced: true });
    } else if (start !== undefined && lines.slice(0, start).some((before) => !isBlank(before))) {
      return { ...quotes, end: withoutRules(lines, start) };
    } else if (start !== undefined) {
      quotes.blocks.push({ from: start, to: at + 1, introduced: true });
    } else if (written && isDeviceTag(line) && isCopyBelow(lines, at)) {
      return { ...quotes, end: at };
    } else if (isQuoted(line)) {
      at = addBlock(quotes, lines, { from: at, at, introduced: false });
    } else if (line !== QUOTE_MARK) written = true;
  }
  return quotes;
}

function startsCopy(lines: string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (line === QUOTE_MARK) return !isForwardLine(lines[nextWritten(lines, at + 1)] ?? "");
  return isOriginalLine(line) || isHeaderBlock(lines, at);
}

function nextWritten(lines: string[], from: number): number {
  let at = from;
  while (at < lines.length && at < from + 4 && (isBlank(lines[at]) || lines[at] === QUOTE_MARK)) at++;
  return at;
}

const isAboveQuote = (lines: string[], at: number): boolean => isQuoted(lines[nextWritten(lines, at + 1)]);

const LONG_TEXT = 200;

/** Some programs put the mail they answer, unmarked, below "Sent from my iPhone"; a postscript there is short. */
function isCopyBelow(lines: string[], at: number): boolean {
  const below = lines.slice(at + 1, at + 200);
  return !below.some(isQuoted) && below.join(" ").trim().length > LONG_TEXT;
}

/** Takes in the quoted lines from `at` on, gaps between them included; returns the last line it took. */
function addBlock(
  { blocks }: Quotes,
  lines: string[],
  { from, at, introduced }: { from: number; at: number; introduced: boolean },
): number {
  let to = at + 1;
  for (let next = to; next < lines.length; next++) {
    if (isQuoted(lines[next])) to = next + 1;
    else if (!isBlank(lines[next]) && !isTornOff(lines, next)) break;
  }
  blocks.push({ from, to, introduced });
  return to - 1;
}

/** A quoted line that was wrapped on its way: the rest of it stands below without its ">". */
function isTornOff(lines: string[], at: number): boolean {
  const above = lines[at - 1] ?? "";
  const isRest =
    isQuoted(above) && above.length >= 60 && !/[?!]\s*$/.test(above) && /^\p{Ll}/u.test(lines[at] ?? "");
  return isRest && isQuoted(lines[at + 1]);
}

function withoutRules(lines: string[], end: number): number {
  let at = end;
  while (at > 1 && (isBlank(lines[at - 1]) || isRule(lines[at - 1] ?? "") || lines[at - 1] === QUOTE_MARK))
    at--;
  return at;
}
