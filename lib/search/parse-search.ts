/** What somebody typed, as the index can be asked for it. Every term must be found. */
export interface SearchTerms {
  /** Whole words; each is a list of forms of which one is enough. */
  words: string[][];
  /** Words in this order, side by side. */
  phrases: string[];
  prefix?: Prefix;
}

/** The word being typed: one of its beginnings, or one of its other forms, is enough. */
interface Prefix {
  word: string;
  begin: string[];
  forms: string[];
  /** "AB-12" also is a word that begins with "12" beside the word "AB". */
  behind?: { head: string; begin: string[] };
}

const QUOTED = /["«“]\s*([^"»”]*?)\s*(?:["»”]|$)/gu;
const TOKEN = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}@._/+-]*|\+\d+/gu;
const TERMS_AT_MOST = 12;

/** Undefined when there is nothing to look for. Nothing typed is an error: signs that mean nothing are left out. */
export function parseSearch(typed: string): SearchTerms | undefined {
  const text = typed.normalize("NFC").replace(/[’ʼ'°]/gu, " ");
  const phrases: string[] = [];
  const rest = text.replace(QUOTED, (_, phrase: string) => {
    if (phrase) phrases.push(phrase);
    return " ";
  });
  const tokens = [...rest.matchAll(TOKEN)]
    .slice(0, TERMS_AT_MOST)
    .map(([token]) => token.replace(/[._/+-]+$/u, ""));
  const isTyping = /[\p{L}\p{M}\p{N}@]$/u.test(rest);
  const last = isTyping ? tokens.pop() : undefined;
  if (tokens.length === 0 && phrases.length === 0 && !last) return undefined;
  return { words: tokens.map(formsOf), phrases, prefix: last ? prefixOf(last) : undefined };
}

/** "livraisons" is also found as "livraison", "AB-1234" as "AB 1234", and "1234" where the index kept "-1234". */
function formsOf(word: string): string[] {
  if (/^\d+$/u.test(word)) return [word, `-${word}`];
  if (/^[\p{L}\p{M}]+$/u.test(word)) return [word, ...numberForms(word)];
  return [word, spaced(word)].filter((form, index, all) => all.indexOf(form) === index);
}

// Stems would break the search as one types; singular and plural are enough in French and English.
function numberForms(word: string): string[] {
  if (word.length < 4) return [];
  if (/aux$/iu.test(word)) return [word.slice(0, -1), `${word.slice(0, -3)}al`];
  if (/[sx]$/iu.test(word)) return word.length > 4 ? [word.slice(0, -1)] : [];
  return [
    `${word}s`,
    ...(/(?:eau|eu)$/iu.test(word) ? [`${word}x`] : []),
    ...(/al$/iu.test(word) ? [`${word.slice(0, -2)}aux`] : []),
  ];
}

function prefixOf(word: string): Prefix {
  if (/^\d+$/u.test(word)) return { word, begin: [word, `-${word}`], forms: [] };
  if (/^[\p{L}\p{M}]+$/u.test(word)) {
    return { word, begin: [word], forms: numberForms(word).filter((form) => form.length < word.length) };
  }
  const [, head = "", tail = ""] = /^(.*[._/@+-])([^._/@+-]*)$/u.exec(word) ?? [];
  return { word, begin: [word], forms: [word], behind: { head: spaced(head), begin: [tail, `-${tail}`] } };
}

const spaced = (word: string) => word.replace(/[._/@+-]+/gu, " ");
