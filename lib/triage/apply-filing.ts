import type { Db } from "@/db/company";
import { fileByClassifier, markUrgent, suggestFiling } from "@/db/queries/classifications";
import { listFolders } from "@/db/queries/folders-list";
import type { Classifier, Filing } from "@/db/schema";
import type { ReadFiling } from "./read-filing";

interface Applied {
  conversationId: number;
  classifier: Classifier;
  filing: ReadFiling;
  /** How sure a classifier must be, 0 to 1. */
  threshold: number;
  isUnfiled: boolean;
}

/**
 * Does what a classifier said, where it is sure enough: files what has no folder, and makes urgent what is. Below the
 * threshold the conversation stays without a folder and says which one it may be. Spam is only suggested: a person
 * decides it. True when it was filed.
 */
export async function applyFiling(db: Db, applied: Applied): Promise<boolean> {
  const { conversationId, classifier, filing, threshold, isUnfiled } = applied;
  const isSure = filing.confidence >= threshold;
  if (filing.urgent && filing.confidence >= threshold) await markUrgent(db, conversationId, filing.reason);
  if (!isUnfiled) return false;
  const { folderId } = filing;
  const kept = filingOf(filing, await nameOf(db, folderId));
  if (folderId !== null && isSure) {
    return fileByClassifier(db, { conversationId, folderId, classifier, filing: kept });
  }
  await suggestFiling(db, conversationId, {
    ...kept,
    folderName: undefined,
    suggestion: folderId === null ? undefined : { folderId, confidence: filing.confidence },
  });
  return false;
}

const filingOf = (
  { confidence, reason, quotes, runnerUp, spam, intent }: ReadFiling,
  folderName?: string,
): Filing => ({
  ...(folderName ? { folderName } : {}),
  ...{ confidence, reason, quotes },
  ...(runnerUp ? { runnerUp } : {}),
  ...(spam ? { spam } : {}),
  ...(intent ? { intent } : {}),
});

async function nameOf(db: Db, folderId: number | null): Promise<string | undefined> {
  if (folderId === null) return undefined;
  return (await listFolders(db)).find(({ id }) => id === folderId)?.name;
}
