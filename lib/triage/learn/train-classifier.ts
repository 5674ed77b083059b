import { calibrateConfidence, type Trial } from "./calibrate-confidence";
import { dealFolds } from "./deal-folds";
import { fitWeights } from "./fit-weights";
import { hashFeatures } from "./hash-features";
import { judgeText } from "./judge-text";
import type { Label, LearnedClassifier, Vocabulary, Weights } from "./learned-classifier";
import { readWords } from "./read-words";
import { type CountedText, countFeatures, learnVocabulary, weighFeatures } from "./weigh-features";

export type Example<L extends Label = Label> = { text: string; label: L };
export type Options = { wantedPrecision?: number; leastExamples?: number };

const WANTED_PRECISION = 0.95;
const LEAST_EXAMPLES = 8;
const ONE_FOLD_FROM = 600;

/**
 * Learns which label goes with which words. Twice the same text under one label is one example. A label of fewer than
 * `leastExamples` (8) is learnt but never answered; answers are right in `wantedPrecision` (0.95) of the cases or more on texts
 * set aside while learning. The same examples in the same order give the same classifier. No model is called.
 */
export function trainClassifier<L extends Label>(
  examples: Example<L>[],
  { wantedPrecision = WANTED_PRECISION, leastExamples = LEAST_EXAMPLES }: Options = {},
): LearnedClassifier<L> {
  const { labels, studies } = readExamples(examples);
  const isAnswer = (label: number) => (labels[label]?.examples ?? 0) >= leastExamples;
  if (labels.filter((_, label) => isAnswer(label)).length < 2) {
    return {
      labels,
      leastExamples,
      ...learnFrom([], 0),
      calibration: calibrateConfidence([], wantedPrecision),
    };
  }
  const trials = dealFolds(studies, ONE_FOLD_FROM).flatMap(({ learnt, aside }) => {
    const fitted = learnFrom(learnt, labels.length);
    return aside.map((study) => tryOut(fitted, study, isAnswer));
  });
  const calibration = calibrateConfidence(trials, wantedPrecision);
  return { labels, leastExamples, ...learnFrom(studies, labels.length), calibration };
}

type Study = { text: CountedText; words: string[]; label: number };
type Fitted = { vocabulary: Vocabulary; weights: Weights };

function readExamples<L extends Label>(examples: Example<L>[]) {
  const labels: { label: L; examples: number }[] = [];
  const places = new Map<L, number>();
  const seen = new Set<string>();
  const studies: Study[] = [];
  for (const { text, label } of examples) {
    const words = readWords(text);
    const place = places.get(label) ?? labels.push({ label, examples: 0 }) - 1;
    places.set(label, place);
    const key = `${place} ${words.map(({ folded }) => folded).join(" ")}`;
    const counted = labels[place];
    if (!counted || words.length === 0 || seen.has(key)) continue;
    seen.add(key);
    counted.examples += 1;
    const known = words.filter(({ isWord }) => isWord).map(({ folded }) => folded);
    studies.push({ text: countFeatures(hashFeatures(words)), words: known, label: place });
  }
  return { labels, studies };
}

function learnFrom(studies: Study[], labelCount: number): Fitted {
  const vocabulary = learnVocabulary(studies.map(({ text }) => text));
  const lessons = studies.map(({ text, label }) => ({ text: weighFeatures(vocabulary, text), label }));
  return { vocabulary, weights: fitWeights(lessons, vocabulary.hashes.length, labelCount) };
}

function tryOut(fitted: Fitted, { text, words, label }: Study, isAnswer: (label: number) => boolean): Trial {
  const { best, signals, knownCount } = judgeText(fitted, { text, words });
  return { ...signals, isRight: best === label, counts: isAnswer(best) && knownCount > 0 };
}
