import { confidenceOf } from "./calibrate-confidence";
import { type Features, hashFeatures } from "./hash-features";
import { placeOf } from "./index-vocabulary";
import { type Judgement, judgeText } from "./judge-text";
import type { Label, LearnedClassifier, Weights } from "./learned-classifier";
import { type ReadWord, readWords } from "./read-words";
import { countFeatures } from "./weigh-features";

/**
 * `confidence` is the share of such decisions that are right (0 to 1). `label` is null when there is nothing to read or nothing
 * to choose between. `words` are quoted from the text, the most decisive first.
 */
export type Classified<L extends Label = Label> = {
  label: L | null;
  confidence: number;
  runnerUp: { label: L; confidence: number } | null;
  abstains: boolean;
  words: string[];
};

const QUOTED_AT_MOST = 5;
const NOTHING = { label: null, confidence: 0, runnerUp: null, abstains: true, words: [] };

/**
 * The label that fits a text best. It is only an answer where `abstains` is false: never without a known word, for a label of
 * few examples, where there was only one label to learn, or when it is less sure than the threshold that was learnt.
 */
export function classifyText<L extends Label>(classifier: LearnedClassifier<L>, text: string): Classified<L> {
  const read = readWords(text);
  const features = hashFeatures(read);
  const words = read.filter(({ isWord }) => isWord).map(({ folded }) => folded);
  if (read.length === 0 || classifier.weights.biases.length < 2) return NOTHING;
  const judgement = judgeText(classifier, { text: countFeatures(features), words });
  const best = classifier.labels[judgement.best];
  if (!best) return NOTHING;
  const confidence = confidenceOf(classifier.calibration, judgement.signals);
  const isKnown = judgement.knownCount > 0 && best.examples >= classifier.leastExamples;
  return {
    label: best.label,
    confidence,
    runnerUp: findRunnerUp(classifier, judgement, 1 - confidence),
    abstains: !isKnown || confidence < classifier.calibration.threshold,
    words: quoteDeciding(read, weighWords(classifier, features, judgement)),
  };
}

// What is left of the certainty is shared among the other labels by their margins.
function findRunnerUp<L extends Label>(
  { labels }: LearnedClassifier<L>,
  { margins, best, second }: Judgement,
  left: number,
) {
  const label = labels[second];
  if (!label) return null;
  const next = margins[second] ?? 0;
  const others = margins.reduce(
    (sum, margin, at) => (at === best ? sum : sum + Math.exp(2 * (margin - next))),
    0,
  );
  return { label: label.label, confidence: left / others };
}

// How much each word speaks for the best label and not for the second.
function weighWords(
  { vocabulary, weights }: LearnedClassifier,
  features: Features,
  { weighed, best, second }: Judgement,
): Map<number, number> {
  const speaking = new Float32Array(vocabulary.hashes.length);
  weighed.places.forEach((place, at) => {
    const lead = weightOf(weights, place, best) - weightOf(weights, place, second);
    speaking[place] = (weighed.values[at] ?? 0) * lead;
  });
  const spoken = new Map<number, number>();
  features.hashes.forEach((hash, at) => {
    const word = features.words[at] ?? 0;
    const place = placeOf(vocabulary, hash);
    if (place >= 0) spoken.set(word, (spoken.get(word) ?? 0) + (speaking[place] ?? 0));
  });
  return spoken;
}

function weightOf({ values, scales, biases }: Weights, place: number, label: number): number {
  return (values[place * biases.length + label] ?? 0) * (scales[place] ?? 0);
}

function quoteDeciding(read: ReadWord[], spoken: Map<number, number>): string[] {
  const quotes = new Map<string, string>();
  const byWeight = [...spoken].filter(([, weight]) => weight > 0).sort(([, a], [, b]) => b - a);
  for (const [at] of byWeight) {
    const word = read[at];
    if (word?.isWord && !quotes.has(word.folded)) quotes.set(word.folded, word.quote);
    if (quotes.size === QUOTED_AT_MOST) break;
  }
  return [...quotes.values()];
}
