import { type Classified, classifyText } from "./classify-text";
import type { Label, LearnedClassifier } from "./learned-classifier";
import type { Example } from "./train-classifier";

/** One label on texts not learnt from. `precision` is of the answers alone; null where there was none. */
export type LabelMeasure<L extends Label = Label> = {
  label: L;
  count: number;
  answered: number;
  precision: number | null;
  recall: number | null;
};

/** Decisions of about the same confidence: how sure they said to be, and how many were right. */
export type CalibrationBin = {
  from: number;
  to: number;
  count: number;
  confidence: number;
  accuracy: number;
};

/**
 * Shares from 0 to 1. `accuracy` asks for a label each time; `coverage` is the share that is answered, `precision` the share
 * of these that is right (null without any). `calibrationError` is the mean distance of confidence and accuracy.
 */
export type ClassifierMeasure<L extends Label = Label> = {
  count: number;
  accuracy: number;
  coverage: number;
  precision: number | null;
  labels: LabelMeasure<L>[];
  confusion: { expected: L; given: L; count: number }[];
  calibration: CalibrationBin[];
  calibrationError: number;
};

type Trial<L extends Label> = { expected: L; given: Classified<L> };

const BINS = 10;

/** How well a classifier does on examples that it has not learnt from. `confusion` counts answers only, the most frequent first. */
export function measureClassifier<L extends Label>(
  classifier: LearnedClassifier<L>,
  examples: Example<L>[],
): ClassifierMeasure<L> {
  return measureAnswers(
    examples.map(({ text, label }) => ({ expected: label, given: classifyText(classifier, text) })),
  );
}

/** The same for decisions made elsewhere. */
export function measureAnswers<L extends Label>(trials: Trial<L>[]): ClassifierMeasure<L> {
  const answers = trials.filter(({ given }) => !given.abstains);
  const calibration = binByConfidence(trials);
  const distance = calibration.reduce(
    (sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy),
    0,
  );
  return {
    count: trials.length,
    accuracy: shareOf(trials, isRight) ?? 0,
    coverage: trials.length ? answers.length / trials.length : 0,
    precision: shareOf(answers, isRight),
    labels: measureLabels(trials),
    confusion: countConfusion(answers),
    calibration,
    calibrationError: trials.length ? distance / trials.length : 0,
  };
}

const isRight = ({ expected, given }: Trial<Label>) => given.label === expected;

function shareOf<T>(all: T[], holds: (one: T) => boolean): number | null {
  return all.length ? all.filter(holds).length / all.length : null;
}

function measureLabels<L extends Label>(trials: Trial<L>[]): LabelMeasure<L>[] {
  const labels = new Set<L>();
  for (const { expected, given } of trials) {
    labels.add(expected);
    if (given.label !== null && !given.abstains) labels.add(given.label);
  }
  return [...labels].map((label) => {
    const own = trials.filter(({ expected }) => expected === label);
    const answered = trials.filter(({ given }) => !given.abstains && given.label === label);
    return {
      label,
      count: own.length,
      answered: answered.length,
      precision: shareOf(answered, isRight),
      recall: shareOf(own, (trial) => !trial.given.abstains && isRight(trial)),
    };
  });
}

function countConfusion<L extends Label>(answers: Trial<L>[]) {
  const counts = new Map<string, { expected: L; given: L; count: number }>();
  for (const { expected, given } of answers) {
    if (given.label === null) continue;
    const key = JSON.stringify([expected, given.label]);
    const cell = counts.get(key) ?? { expected, given: given.label, count: 0 };
    cell.count += 1;
    counts.set(key, cell);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function binByConfidence(trials: Trial<Label>[]): CalibrationBin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = trials.filter(
      ({ given }) => Math.min(BINS - 1, Math.floor(given.confidence * BINS)) === bin && given.label !== null,
    );
    const sum = inside.reduce((total, { given }) => total + given.confidence, 0);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      count: inside.length,
      confidence: inside.length ? sum / inside.length : 0,
      accuracy: shareOf(inside, isRight) ?? 0,
    };
  }).filter(({ count }) => count > 0);
}
