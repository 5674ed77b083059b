import { unfold } from "./fold-text";
import type { PreparedText } from "./prepare-subject";
import type { RuleField } from "./rule";

const QUOTED_AT_MOST = 120;
const WORD_AT_MOST = 30;
const WORD = /[\p{L}\p{N}_]/u;

/** What was found, in the message's own words: a whole address or name, whole words of a text. */
export function quoteFound(field: RuleField, text: PreparedText, span: { from: number; to: number }): string {
  const isProse = field === "subject" || field === "content";
  if (!isProse) return clip(text.original.trim());
  const { from, to } = wholeWords(text.folded, span);
  return clip(unfold(text.original, from, to).trim());
}

function wholeWords(folded: string, { from, to }: { from: number; to: number }) {
  let start = from;
  let end = to;
  const isWord = (at: number) => WORD.test(folded.charAt(at));
  if (isWord(from)) while (from - start < WORD_AT_MOST && isWord(start - 1)) start -= 1;
  if (isWord(to - 1)) while (end - to < WORD_AT_MOST && isWord(end)) end += 1;
  return { from: start, to: end };
}

// Never half of a surrogate pair.
const clip = (text: string): string =>
  text.length > QUOTED_AT_MOST ? text.slice(0, QUOTED_AT_MOST).replace(/[\ud800-\udbff]$/, "") : text;
