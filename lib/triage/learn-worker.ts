import { parentPort } from "node:worker_threads";
import { measureHeldOut } from "@/lib/triage/learn/measure-held-out";
import { packClassifier } from "@/lib/triage/learn/pack-classifier";
import { trainClassifier } from "@/lib/triage/learn/train-classifier";

export interface LearnJob {
  examples: { text: string; label: number }[];
}

/** A classifier and how it does, for each folder, on examples that it has not seen. Shares are 0 to 1. */
export interface Learnt {
  packed: Uint8Array;
  coverage: number;
  labels: {
    label: number;
    count: number;
    answered: number;
    precision: number | null;
    recall: number | null;
  }[];
}

// Trains where nobody waits for the same thread: thousands of letters take seconds.
parentPort?.once("message", ({ examples }: LearnJob) => {
  const measure = measureHeldOut(examples);
  const packed = new Uint8Array(packClassifier(trainClassifier(examples)));
  const learnt: Learnt = { packed, coverage: measure.coverage, labels: measure.labels };
  parentPort?.postMessage(learnt, [packed.buffer as ArrayBuffer]);
});
