import type { Vocabulary } from "./learned-classifier";

/** A vocabulary that finds a hash's place at once. */
export function indexVocabulary(hashes: Uint32Array, rarity: Float32Array): Vocabulary {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 2))).fill(-1);
  hashes.forEach((hash, place) => {
    let slot = slotOf(slots, hash);
    while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = place;
  });
  return { hashes, rarity, slots };
}

/** Where a hash stands in the vocabulary; -1 when it is not known. */
export function placeOf({ hashes, slots }: Vocabulary, hash: number): number {
  let slot = slotOf(slots, hash);
  for (;;) {
    const place = slots[slot] as number;
    if (place === -1 || hashes[place] === hash) return place;
    slot = (slot + 1) & (slots.length - 1);
  }
}

// The lowest bit is the same for all words.
const slotOf = (slots: Int32Array, hash: number) => (hash >>> 1) & (slots.length - 1);
