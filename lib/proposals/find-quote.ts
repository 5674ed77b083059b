import { readStems } from "./read-words";

const LONGEST = 280;

/** The part of a source that has most of a sentence's words: whole sentences of it, 280 characters at most. */
export function findQuote(source: string, sentence: string): string {
  const wanted = new Set(readStems(sentence));
  const parts = source.match(/[^.!?\n]+[.!?]*/g)?.map((part) => part.trim()) ?? [];
  let best = { part: parts[0] ?? "", found: -1 };
  for (const part of parts) {
    const found = new Set(readStems(part).filter((stem) => wanted.has(stem))).size;
    if (found > best.found) best = { part, found };
  }
  return best.part.length > LONGEST ? `${best.part.slice(0, LONGEST - 1)}…` : best.part;
}
