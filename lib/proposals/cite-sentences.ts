import type { ProposalSentence, ProposalSource } from "@/db/schema";
import type { AnswerShape } from "./answer-shape";
import { findQuote } from "./find-quote";
import { isCourtesy, isPlainQuestion } from "./is-courtesy";
import { readStems } from "./read-words";

/** Something the model was shown and may cite, by the label it was shown under. */
export interface Citable {
  label: string;
  text: string;
  /** Ours to say: an article, or what we wrote. What a customer wrote proves nothing. */
  ours: boolean;
  cite: (quote: string) => ProposalSource;
}

export interface CitedAnswer {
  text: string;
  sentences: ProposalSentence[];
  sources: ProposalSource[];
}

const SHARED_WORDS = 0.3;
const SENTENCES = 40;

/**
 * The model's sentences with the sources that really say them: a label that was not shown, a source that shares too few
 * words with the sentence or lacks one of its figures, and a customer's own claim do not count.
 */
export function citeSentences(
  answer: AnswerShape,
  citables: readonly Citable[],
  names: readonly string[],
): CitedAnswer {
  const sources: ProposalSource[] = [];
  const positions = new Map<string, number>();
  const cite = (citable: Citable, sentence: string): number => {
    const known = positions.get(citable.label);
    if (known !== undefined) return known;
    sources.push(citable.cite(findQuote(citable.text, sentence)));
    positions.set(citable.label, sources.length - 1);
    return sources.length - 1;
  };
  const written = answer.sentences.slice(0, SENTENCES).flatMap(({ text, ...rest }) => {
    const sentence = text.replace(/\s+/g, " ").trim();
    return sentence ? [{ ...rest, text: sentence }] : [];
  });
  const sentences = written.map(({ text, sources: labels, endsParagraph }, index): ProposalSentence => {
    const cited = citables.filter(({ label }) => labels.includes(label)).filter(({ ours }) => ours);
    const isLast = index === written.length - 1;
    return {
      text,
      states: !isCourtesy(text, names) && !isPlainQuestion(text),
      sources: supporting(text, cited).map((citable) => cite(citable, text)),
      after: isLast ? "" : endsParagraph ? "\n\n" : " ",
    };
  });
  return { text: sentences.map(({ text, after }) => text + after).join(""), sentences, sources };
}

/** Those of the sources that say it; none when they leave one of its figures unsaid. */
function supporting(sentence: string, cited: Citable[]): Citable[] {
  const words = new Set(readStems(sentence));
  const said = cited.map((citable) => ({ citable, words: new Set(readStems(citable.text)) }));
  const figures = [...words].filter((word) => /\p{N}/u.test(word));
  if (!figures.every((figure) => said.some((one) => one.words.has(figure)))) return [];
  return said
    .filter((one) => {
      const shared = [...words].filter((word) => one.words.has(word)).length;
      return shared / Math.max(1, words.size) >= SHARED_WORDS;
    })
    .map(({ citable }) => citable);
}
