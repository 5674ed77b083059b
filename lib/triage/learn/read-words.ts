import { foldText } from "../rules/fold-text";

/** A piece of the text as it stands there, and what it is learnt as: addresses and digits lose who or how many they are. */
export type ReadWord = { quote: string; folded: string; isWord: boolean };

const READ_AT_MOST = 20_000;
const WORDS_AT_MOST = 200;
const WORD_AT_MOST = 40;

const PIECES = new RegExp(
  [
    String.raw`(?<link>(?:https?:\/\/|www\.)[^\s<>"]{1,2000})`,
    String.raw`(?<address>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255})`,
    String.raw`(?<phone>(?:\+\d|0\d)(?:[ .()/-]{0,2}\d){7,13})(?![\p{L}\p{N}])`,
    String.raw`(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)`,
    String.raw`(?<sign>[!?%\p{Sc}])`,
  ].join("|"),
  "giu",
);
const LETTER = /\p{L}/u;
const DIGITS = /\p{N}/gu;

/** The first words of a text, in order. Bounded in time for any text; the same text always gives the same words. */
export function readWords(text: string): ReadWord[] {
  const words: ReadWord[] = [];
  for (const { groups } of text.slice(0, READ_AT_MOST).matchAll(PIECES)) {
    const word = groups && readPiece(groups);
    if (word) words.push(word);
    if (words.length === WORDS_AT_MOST) break;
  }
  return words;
}

function readPiece(found: Record<string, string | undefined>): ReadWord | undefined {
  if (found.link) return { quote: found.link, folded: "<link>", isWord: false };
  if (found.address) return { quote: found.address, folded: "<address>", isWord: false };
  if (found.phone) return { quote: found.phone, folded: "<phone>", isWord: false };
  if (found.sign) return { quote: found.sign, folded: found.sign, isWord: false };
  const quote = found.word ?? "";
  const folded = foldText(quote).replace(DIGITS, "0").slice(0, WORD_AT_MOST);
  return folded ? { quote, folded, isWord: LETTER.test(folded) } : undefined;
}
