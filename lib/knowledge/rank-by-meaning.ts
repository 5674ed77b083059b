import type { RankedPassage } from "@/db/queries/article-search";

/** The passages whose vector points the same way, the nearest first; vectors of another model's length are left out. */
export function rankByMeaning(
  asked: number[],
  passages: { passageId: number; embedding: number[] }[],
): RankedPassage[] {
  return passages
    .filter(({ embedding }) => embedding.length === asked.length)
    .map(({ passageId, embedding }) => ({ passageId, score: cosine(asked, embedding) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

function cosine(one: number[], other: number[]): number {
  let product = 0;
  let squares = 0;
  let otherSquares = 0;
  for (let index = 0; index < one.length; index++) {
    const a = one[index] ?? 0;
    const b = other[index] ?? 0;
    product += a * b;
    squares += a * a;
    otherSquares += b * b;
  }
  return squares > 0 && otherSquares > 0 ? product / Math.sqrt(squares * otherSquares) : 0;
}

// Cormack, Clarke and Büttcher 2009: with 60, no list outvotes the other by its first places alone.
const DAMPING = 60;

/** One ranking of several (reciprocal rank fusion): their scores cannot be compared, their places can. */
export function mergeRanks(rankings: RankedPassage[][]): RankedPassage[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    for (const [index, { passageId }] of ranking.entries()) {
      scores.set(passageId, (scores.get(passageId) ?? 0) + 1 / (DAMPING + index + 1));
    }
  }
  return [...scores]
    .map(([passageId, score]) => ({ passageId, score }))
    .sort((one, other) => other.score - one.score || one.passageId - other.passageId);
}
