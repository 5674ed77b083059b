import type { ReadWord } from "./read-words";

/** What is learnt of a text, each time it occurs: a feature's hash, and at the same place the word it belongs to. */
export type Features = { hashes: number[]; words: number[] };

const START = 0x811c9dc5;
const PRIME = 0x01000193;
const PIECE_FROM = 3;
const PIECE_TO = 5;
const EDGE = 0x20;
/** A long text says enough by its whole words. */
const WORDS_IN_PIECES = 60;

/** Words, pairs of neighbours, and pieces of 3 to 5 letters within each of the first words, edges included. */
export function hashFeatures(words: ReadWord[]): Features {
  const features: Features = { hashes: [], words: [] };
  words.forEach(({ folded, isWord }, word) => {
    const keep = (hash: number) => {
      features.hashes.push(hash);
      features.words.push(word);
    };
    keep(hashWord(folded));
    const next = words[word + 1];
    if (next) keep(asWord(hashText(next.folded, hashText(folded, START + 1))));
    if (isWord && word < WORDS_IN_PIECES) hashPieces(folded, keep);
  });
  return features;
}

export const hashWord = (folded: string): number => asWord(hashText(folded, START));

/** Pieces of words and whole words are weighed apart: the lowest bit of the hash tells which one it is. */
export const isPiece = (hash: number): boolean => (hash & 1) === 0;

const asWord = (hash: number) => (hash | 1) >>> 0;
const asPiece = (hash: number) => (hash & ~1) >>> 0;

function hashPieces(folded: string, found: (hash: number) => void) {
  const codeAt = (at: number) => (at < 0 || at >= folded.length ? EDGE : folded.charCodeAt(at));
  for (let from = -1; from + PIECE_FROM <= folded.length + 1; from += 1) {
    let hash = START + 2;
    for (let size = 1; size <= PIECE_TO && from + size <= folded.length + 1; size += 1) {
      hash = mix(hash, codeAt(from + size - 1));
      if (size >= PIECE_FROM) found(asPiece(spread(hash)));
    }
  }
}

function hashText(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at));
  return spread(mix(hash, EDGE));
}

// FNV-1a, and the last step of MurmurHash3, which spreads it over all bits.
const mix = (hash: number, code: number) => Math.imul(hash ^ code, PRIME);

function spread(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return half ^ (half >>> 13);
}
