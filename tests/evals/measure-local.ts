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

export const timeTraining = (rows: Example[]): number => clock(() => trainClassifier(rows)).ms;

// The processor's time: on a machine that does nothing else it is the time that passes.
function clock<T>(run: () => T): { result: T; ms: number } {
  const from = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(from);
  return { result, ms: (user + system) / 1000 };
}
