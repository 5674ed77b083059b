import { FORWARDED, LABELS, OPENINGS, ORIGINAL, WROTE, WROTE_BEFORE_NAME } from "@/lib/email/quote-words";

const LONGEST_LINE = 2_000;
const LONGEST_ATTRIBUTION = 500;
const MOST_LINES = 4;

/** Stands, alone on its line, where the HTML of a mail says that something quoted begins. */
export const QUOTE_MARK = "\ue000";

export const isBlank = (line: string | undefined): boolean => !line?.trim();

export const isQuoted = (line: string | undefined): boolean => /^\s{0,3}>/.test(line ?? "");

const DATE =
  /\d{1,2}[:.h]\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b(?:19|20)\d{2}\b|\d年|\b\d{1,2}\.? \p{L}{3,}/u;
const ENDS = /[:：]\s*-*\s*$|-{2,}\s*$|>$/;
const ENDS_WITH_WROTE = new RegExp(`(?:${WROTE})(?:\\s+\\S{1,20}){0,1}\\s*(?:[:：]|-{2,}\\s*$)`, "iu");
const WROTE_WITHIN = new RegExp(`(?:^|[\\s>"'])(?:${WROTE_BEFORE_NAME})\\s.*[:：]\\s*$`, "iu");
const OPENS = new RegExp(`^[\\s\\-*"]*(?:(?:${OPENINGS})(?:\\s|(?=\\d))|\\d)`, "u");
/** "X schreef op 8-11-2016 14:23:" and "skrev X følgende:" */
const WROTE_ON = new RegExp(
  `\\s(?:${WROTE}|${WROTE_BEFORE_NAME})\\s.{0,15}\\d.{0,40}[:：]\\s*$|følg(?:e|ja)nde:\\s*$`,
  "iu",
);
const OWN_WORDS = /^(?:i|we|je|j['’]|nous|ich|wir|ik|yo|io)\b/iu;
const QUOTING = /^(?:quoting|citando|zitat von|citation de|quot\w+ message from)\s.{1,200}@.{1,200}:$/iu;
const OPENS_BEFORE_NAME = /^[\s\-*"]*(?:Am|Op|Den|På|W dniu|Dnia|Dne|Dňa)\s/u;
const DATED_ADDRESS = /^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.{0,300}<[^<>\s]+@[^<>\s]+>:?\s*$/;
const ADDRESS_AT_END = /<?[^<>\s]+@[^<>\s]+>\s*[:：]\s*$/;

/**
 * The first line of the attribution ("On Monday Eva wrote:") that ends in line `end`; undefined when none ends there. It may
 * run over four lines.
 */
export function attributionEndingAt(lines: string[], end: number): number | undefined {
  if (!ENDS.test((lines[end] ?? "").slice(-LONGEST_ATTRIBUTION).replace(/\p{Cf}+$/u, ""))) return undefined;
  let found: number | undefined;
  let text = "";
  for (let start = end; start > end - MOST_LINES && start >= 0; start--) {
    const line = lines[start] ?? "";
    if (isBlank(line) || isQuoted(line) || line.length > LONGEST_LINE) break;
    text = `${line.replace(/\p{Cf}/gu, "").trim()} ${text}`.trim();
    if (text.length > LONGEST_ATTRIBUTION) break;
    if (!isAttribution(text) && !(start === end && isBareAttribution(lines, end))) continue;
    found ??= start;
    if (OPENS.test(text) || DATE.test(line)) return start;
  }
  return found;
}

function isAttribution(text: string): boolean {
  if (DATED_ADDRESS.test(text) || QUOTING.test(text)) return true;
  const hasDate = DATE.test(text);
  const hasAddress = /\S@\S/.test(text);
  if (!hasDate && !hasAddress) return false;
  const tail = text.slice(-60);
  if (ENDS_WITH_WROTE.test(tail) && ENDS.test(tail)) return true;
  if (hasDate && ADDRESS_AT_END.test(text.slice(-300))) return true;
  if (hasDate && WROTE_ON.test(text) && !OWN_WORDS.test(text)) return true;
  return hasDate && WROTE_WITHIN.test(text) && (hasAddress || OPENS_BEFORE_NAME.test(text));
}

/** "Eva wrote:" says neither when nor from where; right above a quote it introduces it all the same. */
function isBareAttribution(lines: string[], at: number): boolean {
  const line = (lines[at] ?? "").trim();
  const below = lines.slice(at + 1, at + 3).find((next) => !isBlank(next));
  return line.length < 80 && isQuoted(below) && ENDS_WITH_WROTE.test(line) && !OWN_WORDS.test(line);
}

/** A line in any language that introduces the quote right below it: it ends in a colon and names a time or an address. */
export const introducesQuote = (line: string): boolean =>
  line.length < LONGEST_ATTRIBUTION && /[:：]\s*$/.test(line) && (/\S@\S/.test(line) || DATE.test(line));

const LABELLED = Object.entries(LABELS).map(([meaning, words]): [string, RegExp] => {
  return [meaning, new RegExp(`^[\\s>*_|]{0,10}(?:${words})[\\s*_]{0,4}[:：]`, "iu")];
});

const meaningOf = (line: string): string | undefined =>
  /[:：]/.test(line.slice(0, 40)) ? LABELLED.find(([, label]) => label.test(line))?.[0] : undefined;

/** Says whether a copied header block ("From: … Sent: … Subject: …") begins in this line. */
export function isHeaderBlock(lines: string[], at: number): boolean {
  const first = meaningOf(lines[at] ?? "");
  if (first !== "from" && first !== "date") return false;
  const block = lines.slice(at, at + 9).map((line) => line.slice(0, LONGEST_LINE));
  const meanings = new Set<string>();
  for (const [index, line] of block.entries()) {
    const meaning = meaningOf(line);
    if (meaning) meanings.add(meaning);
    else if (index > 0 && isBlank(line) && isBlank(block[index + 1])) break;
  }
  const isNamed = meanings.has("subject") || block.some((line) => /\S@\S/.test(line));
  return meanings.has("from") && meanings.size >= 2 && isNamed && !isForm(meanings);
}

// "From: Paris, To: Lyon": two places and no subject are somebody's own words.
const isForm = (meanings: Set<string>) =>
  meanings.size === 2 && meanings.has("to") && !meanings.has("date") && !meanings.has("subject");

const FORWARD = new RegExp(`^[\\s>*_-]{0,40}(?:${FORWARDED})[\\s:*_-]{0,40}`, "iu");
const ORIGINAL_LINE = new RegExp(`^[\\s>*_]{0,10}-{1,20}\\s?(?:${ORIGINAL})\\s?-{0,20}[\\s*_]{0,10}$`, "iu");

/** "---------- Forwarded message ----------" and its like. */
export const isForwardLine = (line: string): boolean =>
  line.length < 200 && /^\s{0,10}[\s>*_]*-{2,}|[:：]\s*$/.test(line) && FORWARD.test(line);

/** "-----Original Message-----" and its like. */
export const isOriginalLine = (line: string): boolean =>
  line.length < 200 && (ORIGINAL_LINE.test(line) || ORANGE_LINE.test(line));

const ORANGE_LINE = /^[\s>]{0,4}message du ?:? ?\d{1,2}[/.]\d{1,2}[/.]\d{2,4} .{0,10}$/i;

/** A line drawn across the mail. */
export const isRule = (line: string): boolean =>
  /^\s*(?:[-_=*—]\s?){5,}\s*$/.test(line.slice(0, LONGEST_LINE));
