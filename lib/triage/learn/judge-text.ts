import type { Signals } from "./calibrate-confidence";
import { hashWord } from "./hash-features";
import { placeOf } from "./index-vocabulary";
import type { Vocabulary, Weights } from "./learned-classifier";
import { type Scores, scoreLabels } from "./score-labels";
import { type CountedText, type WeighedText, weighFeatures } from "./weigh-features";

/** What is learnt makes of a text: its scores, and what tells how sure they are. */
export type Judgement = Scores & { weighed: WeighedText; knownCount: number; signals: Signals };

/** `words` are the text's own words, folded, without signs and addresses. */
export function judgeText(
  { vocabulary, weights }: { vocabulary: Vocabulary; weights: Weights },
  { text, words }: { text: CountedText; words: string[] },
): Judgement {
  const weighed = weighFeatures(vocabulary, text);
  const scores = scoreLabels(weights, weighed);
  const knownCount = words.filter((word) => placeOf(vocabulary, hashWord(word)) >= 0).length;
  const margin = scores.margins[scores.best] ?? 0;
  const lead = margin - (scores.margins[scores.second] ?? margin);
  return {
    ...scores,
    weighed,
    knownCount,
    signals: { margin, lead, known: knownCount / (words.length || 1) },
  };
}
