import { withCompany } from "@/db/company";
import { findLearnedAt, findLearnedClassifier } from "@/db/queries/learned-classifiers";
import { classifyText } from "./learn/classify-text";
import type { LearnedClassifier } from "./learn/learned-classifier";
import { unpackClassifier } from "./learn/pack-classifier";
import type { ReadFiling } from "./read-filing";

type ByLearning = Pick<ReadFiling, "confidence" | "runnerUp" | "quotes"> & { folderId: number };

/** The folder that what was learnt is sure of; undefined when it abstains, or nothing was learnt yet. */
export async function classifyByLearning(companyId: number, text: string): Promise<ByLearning | undefined> {
  const classifier = await recall(companyId);
  if (!classifier) return undefined;
  const { label, confidence, runnerUp, abstains, words } = classifyText(classifier, text);
  if (abstains || label === null) return undefined;
  return {
    folderId: label,
    confidence,
    runnerUp: runnerUp && { folderId: runnerUp.label, confidence: runnerUp.confidence },
    quotes: words,
  };
}

interface Recalled {
  trainedAt: number;
  classifier: LearnedClassifier<number> | undefined;
}

const REMEMBERED_AT_MOST = 50;
const remembered = new Map<number, Recalled>();

/** Kept in memory while nothing newer was learnt: unpacking takes longer than deciding. */
async function recall(companyId: number): Promise<LearnedClassifier<number> | undefined> {
  const trainedAt = await withCompany(companyId, (db) => findLearnedAt(db));
  if (!trainedAt) return undefined;
  const known = remembered.get(companyId);
  if (known?.trainedAt === trainedAt.getTime()) return known.classifier;
  const row = await withCompany(companyId, (db) => findLearnedClassifier(db));
  const classifier = row && unpackClassifier<number>(row.packed);
  if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
  if (row) remembered.set(companyId, { trainedAt: row.trainedAt.getTime(), classifier });
  return classifier;
}
