import { withCompany } from "@/db/company";
import { listFolderRecords, pullBack } from "@/db/queries/drift";
import { sampleForReview } from "@/db/queries/reviews";
import { decideDrift } from "./decide-drift";

/**
 * Offers some of what was classified for a blind review, and takes folders that got worse back to drafts. Safe to run at
 * any time, twice. Returns the folders that were taken back.
 */
export async function watchDrift(companyId: number): Promise<number[]> {
  return withCompany(companyId, async (db) => {
    await sampleForReview(db);
    const pulled: number[] = [];
    for (const record of await listFolderRecords(db)) {
      const drift = decideDrift(record);
      if (drift && (await pullBack(db, record.folderId, drift))) pulled.push(record.folderId);
    }
    return pulled;
  });
}
