import { isPiece } from "./hash-features";
import type { Vocabulary } from "./learned-classifier";

/** A text as numbers: the places of its features in the vocabulary, and what each one weighs. */
export type WeighedText = { places: Int32Array; values: Float32Array };

/** How often each feature occurs in one text. */
export type CountedText = { hashes: Uint32Array; counts: Uint16Array };

const SEEN_AT_LEAST = 2;
const FEATURES_AT_MOST = 60_000;

export function countFeatures(features: { hash: number }[]): CountedText {
  const counts = new Map<number, number>();
  for (const { hash } of features) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return { hashes: Uint32Array.from(counts.keys()), counts: Uint16Array.from(counts.values()) };
}

/** What at least two texts share, the most frequent first where there is too much of it. */
export function learnVocabulary(texts: CountedText[]): Vocabulary {
  const seen = new Map<number, number>();
  for (const { hashes } of texts) for (const hash of hashes) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const kept = [...seen]
    .filter(([, times]) => times >= SEEN_AT_LEAST)
    .sort(([a, often], [b, oftener]) => oftener - often || a - b)
    .slice(0, FEATURES_AT_MOST)
    .sort(([a], [b]) => a - b);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    rarity: Float32Array.from(kept, ([, times]) => 1 + Math.log((1 + texts.length) / (1 + times))),
  };
}

/** TF-IDF of the features that are known; words and pieces of words carry half of the text's weight each. */
export function weighFeatures({ hashes, rarity }: Vocabulary, text: CountedText): WeighedText {
  const places: number[] = [];
  const values: number[] = [];
  let words = 0;
  let pieces = 0;
  text.hashes.forEach((hash, at) => {
    const place = placeOf(hashes, hash);
    if (place < 0) return;
    const value = (1 + Math.log(text.counts[at] ?? 1)) * (rarity[place] ?? 0);
    if (isPiece(hash)) pieces += value * value;
    else words += value * value;
    places.push(place);
    values.push(value);
  });
  const share = {
    words: Math.SQRT1_2 / Math.sqrt(words || 1),
    pieces: Math.SQRT1_2 / Math.sqrt(pieces || 1),
  };
  return {
    places: Int32Array.from(places),
    values: Float32Array.from(values, (value, at) => {
      const hash = hashes[places[at] ?? 0] ?? 0;
      return value * (isPiece(hash) ? share.pieces : share.words);
    }),
  };
}

/** Where a hash stands among ascending ones; -1 when it is not there. */
export function placeOf(hashes: Uint32Array, hash: number): number {
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = hashes[middle] as number;
    if (found === hash) return middle;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
