import { fold } from "@/lib/text/fold";

const WORDS = 800;

/** How much two texts share, 0 to 1: twice their longest common run of words in order, over the words of both. */
export function measureSimilarity(one: string, other: string): number {
  const [a, b] = [readAll(one), readAll(other)];
  if (a.length + b.length === 0) return 1;
  let above = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (let at = 1; at <= b.length; at += 1) {
      row[at] = word === b[at - 1] ? (above[at - 1] ?? 0) + 1 : Math.max(above[at] ?? 0, row[at - 1] ?? 0);
    }
    above = row;
  }
  return (2 * (above[b.length] ?? 0)) / (a.length + b.length);
}

const readAll = (text: string) => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS);
