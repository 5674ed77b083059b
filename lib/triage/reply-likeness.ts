import { createHash } from "node:crypto";
import { fold } from "@/lib/text/fold";

/** The words of a text without digits and marks: what a machine's running numbers and dates leave the same. */
const wordsOf = (text: string): string[] => fold(text).match(/\p{L}+/gu) ?? [];

const ANSWERS = /(?<!\p{L})(?:re|ref?|fwd?|tr|aw|wg|sv|vs|antw|res|enc|rv|odp)\s*(?:\[\d+\])?\s*[:：]/gu;

/** A subject without digits, marks and whatever says that it is an answer, however often. */
export const plainSubject = (subject: string): string =>
  wordsOf(fold(subject).replace(ANSWERS, " ")).join(" ");

/** Whether a subject holds an earlier one and more, as those of ticket systems do that answer each other. */
export function isGrownSubject(subject: string, earlier: string): boolean {
  const [now, before] = [plainSubject(subject), plainSubject(earlier)];
  return before !== "" && now.length > before.length && ` ${now} `.includes(` ${before} `);
}

const WORDS_AT_MOST = 1_000;

/** The same for texts with the same words, whatever their digits, marks and capitals. */
export const hashWords = (text: string): string =>
  createHash("sha256").update(wordsOf(text).slice(0, WORDS_AT_MOST).join(" ")).digest("hex").slice(0, 32);

/** How alike two texts are, 0 to 1: the pairs of neighbouring words that they share, of all that either has. */
export function measureLikeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  const all = a.size + b.size;
  return all === 0 ? 1 : (2 * shared) / all;
}

function pairsOf(text: string): Set<string> {
  const words = wordsOf(text).slice(0, WORDS_AT_MOST);
  return new Set(words.length === 1 ? words : words.slice(1).map((word, at) => `${words[at]} ${word}`));
}
