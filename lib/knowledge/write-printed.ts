/** A line on a page, with the size of its print and how high it stands. */
export interface PrintedLine {
  text: string;
  size: number;
  top: number;
}

const LONGEST_HEADING = 120;
const LARGER = 1.15;
const BULLET = /^[•◦▪‣·●○–—*-]\s*(?=\S)/u;
const NUMBERED = /^\d{1,3}[.)]\s+\S/;
const PAGE_NUMBER = /^(?:page\s*)?\d{1,4}(?:\s*(?:\/|of|sur|de)\s*\d{1,4})?$/i;

// Stands where a line goes on, until it is known whether a word was parted there; no cleaned text has it.
const GOES_ON = "\ue000";
const PARTED = /(\p{Ll})-\ue000(?=\p{Ll})/gu;

/** Printed pages as Markdown: larger print is a heading, lines of a paragraph are joined, what every page repeats is left out. */
export function writePrinted(pages: PrintedLine[][]): string {
  const repeated = listRepeated(pages);
  const lines = pages.flat().filter(({ text }) => !repeated.has(text) && !PAGE_NUMBER.test(text));
  const usual = findUsualSize(lines);
  const levels = [...new Set(lines.filter((line) => isHeading(line, usual)).map(({ size }) => size))].sort(
    (one, other) => other - one,
  );
  let markdown = "";
  let before: PrintedLine | undefined;
  for (const line of lines) {
    const level = isHeading(line, usual) ? Math.min(3, levels.indexOf(line.size) + 1) : 0;
    markdown +=
      jointOf(before, line, usual) + (level > 0 ? `${"#".repeat(level)} ${line.text}` : itemOf(line.text));
    before = line;
  }
  return markdown.replace(PARTED, "$1").replaceAll(GOES_ON, " ").trim();
}

const itemOf = (text: string) => text.replace(BULLET, "- ").replace(/^#/, "\\#");

const isHeading = ({ text, size }: PrintedLine, usual: number) =>
  size >= usual * LARGER && text.length <= LONGEST_HEADING && /\p{L}/u.test(text);

function jointOf(before: PrintedLine | undefined, line: PrintedLine, usual: number): string {
  if (!before) return "";
  const isItem = (text: string) => BULLET.test(text) || NUMBERED.test(text);
  if (isItem(line.text)) return isItem(before.text) ? "\n" : "\n\n";
  if (isHeading(before, usual) || isHeading(line, usual)) return "\n\n";
  const gap = before.top - line.top;
  if (gap >= 0 && gap <= usual * 1.7) return GOES_ON;
  // On the next page or column a sentence may go on.
  return gap < 0 && /^\p{Ll}/u.test(line.text) && !/[.!?:]$/.test(before.text) ? GOES_ON : "\n\n";
}

function findUsualSize(lines: PrintedLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

/** Lines that stand on at least half of three or more pages: headers and footers. */
function listRepeated(pages: PrintedLine[][]): Set<string> {
  if (pages.length < 3) return new Set();
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const text of new Set(page.map((line) => line.text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= pages.length / 2).map(([text]) => text));
}
