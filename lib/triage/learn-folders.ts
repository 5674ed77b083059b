import { once } from "node:events";
import { withCompany } from "@/db/company";
import { keepLearnedClassifier, listExamples } from "@/db/queries/learned-classifiers";
import { startWorker } from "@/lib/threads/start-worker";
import type { LearnJob, Learnt } from "./learn-worker";

const MEGABYTES = 512;
const SECONDS = 120;

/**
 * Learns from what people and rules filed where such messages belong, measures it on what it has not seen, and keeps it in
 * the place of what was learnt before. Returns from how many messages. What a classifier filed by itself teaches nothing.
 */
export async function learnFolders(companyId: number): Promise<number> {
  const examples = await withCompany(companyId, (db) => listExamples(db));
  const learnt = await learn({ examples: examples.map(({ text, folderId }) => ({ text, label: folderId })) });
  const counts = new Map<number, number>();
  for (const { folderId } of examples) counts.set(folderId, (counts.get(folderId) ?? 0) + 1);
  await withCompany(companyId, (db) =>
    keepLearnedClassifier(db, {
      packed: Buffer.from(learnt.packed),
      examples: examples.length,
      scores: learnt.labels.map(({ label, count, answered, precision, recall }) => ({
        folderId: label,
        examples: counts.get(label) ?? 0,
        heldOut: count,
        precision: precision ?? 0,
        recall: recall ?? 0,
        coverage: count > 0 ? Math.min(1, answered / count) : 0,
      })),
    }),
  );
  return examples.length;
}

async function learn(job: LearnJob): Promise<Learnt> {
  const worker = startWorker("triage/learn-worker.ts", MEGABYTES);
  const signal = AbortSignal.timeout(SECONDS * 1000);
  try {
    worker.postMessage(job);
    const [learnt] = await once(worker, "message", { signal });
    return learnt;
  } finally {
    await worker.terminate();
  }
}
