export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph" | "list" | "table" | "code"; text: string };

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ITEM = /^\s*(?:[-*+•]|\d{1,9}[.)])\s+\S/;
const TABLE = /^\s*\|/;
const UNDERLINE = /^ {0,3}(=+|-{2,})\s*$/;

/** Markdown cut at its blank lines, headings and changes of kind; each block keeps its text as it was written. */
export function readBlocks(markdown: string): Block[] {
  const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const { block, next } = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

type Read = { block?: Block; next: number };

function readBlock(lines: string[], at: number): Read {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { next: at + 1 };
  const heading = HEADING.exec(line);
  if (heading) return headingAt(heading[1]?.length ?? 1, heading[2] ?? "", at + 1);
  const underline = UNDERLINE.exec(lines[at + 1] ?? "");
  if (underline && isPlain(line)) return headingAt(underline[1]?.startsWith("=") ? 1 : 2, line, at + 2);
  const fence = FENCE.exec(line)?.[1];
  if (fence) return blockOf("code", lines, at, closingOf(lines, at, fence));
  if (TABLE.test(line))
    return blockOf(
      "table",
      lines,
      at,
      endOf(lines, at, (next) => TABLE.test(next)),
    );
  if (ITEM.test(line)) return blockOf("list", lines, at, endOfList(lines, at));
  return blockOf("paragraph", lines, at, endOf(lines, at, isPlain));
}

const isPlain = (line: string) =>
  line.trim() !== "" && ![HEADING, FENCE, ITEM, TABLE].some((other) => other.test(line));

const headingAt = (level: number, text: string, next: number): Read => ({
  block: text.trim() ? { kind: "heading", level, text: plainHeading(text) } : undefined,
  next,
});

const plainHeading = (text: string) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, "$1")
    .trim();

function blockOf(kind: Exclude<Block["kind"], "heading">, lines: string[], at: number, next: number): Read {
  return { block: { kind, text: lines.slice(at, next).join("\n").trimEnd() }, next };
}

function endOf(lines: string[], at: number, goesOn: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && goesOn(lines[end] ?? "")) end++;
  return end;
}

function closingOf(lines: string[], at: number, fence: string): number {
  const closing = lines.findIndex((line, index) => index > at && line.trim().startsWith(fence));
  return closing < 0 ? lines.length : closing + 1;
}

/** An item's own lines are indented or follow it at once; a blank line between two items does not end the list. */
function endOfList(lines: string[], at: number): number {
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    const follows = line.trim() === "" ? (lines[end + 1] ?? "") : line;
    const goesOn = ITEM.test(follows) || /^\s{2,}\S/.test(follows) || (line.trim() !== "" && isPlain(line));
    if (!goesOn) break;
    end++;
  }
  return end;
}
