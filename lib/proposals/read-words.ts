import { fold } from "@/lib/text/fold";

/** The words that carry a meaning, folded and cut to a stem that French and English endings leave alone. */
export function readStems(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length > 3 || /\p{N}/u.test(word)).map(stem);
}

const stem = (word: string): string =>
  /\p{N}/u.test(word) ? word : word.slice(0, 6).replace(/(?:es|s|e|nt)$/, "");
