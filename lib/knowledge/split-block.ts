import type { Block } from "./view/read-blocks";

// A list or a table is worth more whole than short.
const WHOLE = 3;

/** The text of a block in pieces: paragraphs at their sentences, a very long list or table between its lines. */
export function splitBlock({ kind, text }: Exclude<Block, { kind: "heading" }>, longest: number): string[] {
  if (text.length <= longest) return [text];
  if (kind === "paragraph") return fill(sentencesOf(text, longest), longest, " ");
  if (text.length <= longest * WHOLE) return [text];
  const lines = text
    .split("\n")
    .flatMap((line) => (line.length > longest ? sentencesOf(line, longest) : line));
  if (kind !== "table") return fill(lines, longest, "\n");
  const head = lines.slice(0, /^[\s|:-]+$/.test(lines[1] ?? "") ? 2 : 1);
  const rows = fill(lines.slice(head.length), longest, "\n");
  return rows.map((part) => [...head, part].join("\n"));
}

function sentencesOf(text: string, longest: number): string[] {
  const sentences = text.split(/(?<=[.!?…;:])\s+|\n/).filter((sentence) => sentence.trim() !== "");
  return sentences.flatMap((sentence) => (sentence.length > longest ? cut(sentence, longest) : sentence));
}

/** What has no end of sentence is cut between words, and what has no words anywhere. */
function cut(text: string, longest: number): string[] {
  const words = text
    .split(" ")
    .flatMap((word) =>
      word.length > longest ? (word.match(new RegExp(`.{1,${longest}}`, "gsu")) ?? []) : word,
    );
  return fill(words, longest, " ");
}

function fill(parts: string[], longest: number, joint: string): string[] {
  const pieces: string[] = [];
  for (const part of parts) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + joint.length + part.length <= longest) {
      pieces[pieces.length - 1] = last + joint + part;
    } else pieces.push(part);
  }
  return pieces;
}
