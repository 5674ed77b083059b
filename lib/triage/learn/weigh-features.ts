import { type Features, isPiece } from "./hash-features";
import { indexVocabulary, placeOf } from "./index-vocabulary";
import type { Vocabulary } from "./learned-classifier";

/** A text as numbers: the places of its features in the vocabulary, and what each one weighs. */
export type WeighedText = { places: Int32Array; values: Float32Array };

/** How often each feature occurs in one text. */
export type CountedText = { hashes: Uint32Array; counts: Uint16Array };

const SEEN_AT_LEAST = 2;
const FEATURES_AT_MOST = 60_000;

export function countFeatures({ hashes }: Features): CountedText {
  const sorted = Uint32Array.from(hashes).sort();
  const starts = sorted.reduce<number[]>((all, hash, at) => {
    if (at === 0 || hash !== sorted[at - 1]) all.push(at);
    return all;
  }, []);
  return {
    hashes: Uint32Array.from(starts, (at) => sorted[at] as number),
    counts: Uint16Array.from(starts, (at, one) => (starts[one + 1] ?? sorted.length) - at),
  };
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
  return indexVocabulary(
    Uint32Array.from(kept, ([hash]) => hash),
    Float32Array.from(kept, ([, times]) => 1 + Math.log((1 + texts.length) / (1 + times))),
  );
}

/** TF-IDF of the features that are known; words and pieces of words carry half of the text's weight each. */
export function weighFeatures(vocabulary: Vocabulary, text: CountedText): WeighedText {
  const { hashes, rarity } = vocabulary;
  const places: number[] = [];
  const values: number[] = [];
  let words = 0;
  let pieces = 0;
  text.hashes.forEach((hash, at) => {
    const place = placeOf(vocabulary, hash);
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
