import { withCompany } from "@/db/company";
import { fileByRule, listRefilable, listRuledFolders } from "@/db/queries/filing";
import { getRefiling, recordRefiled } from "@/db/queries/refilings";
import { decideFilings } from "./decide-filings";

const PAGE = 200;
const PAGES_AT_ONCE = 10;

/**
 * Goes on with a refiling, the newest conversations first, some thousands at a time; what a person filed is never
 * moved. True while there is more to do. A second call goes on where the first stopped.
 */
export async function refileConversations(companyId: number, refilingId: number): Promise<boolean> {
  for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
    if (!(await refilePage(companyId, refilingId))) return false;
  }
  return true;
}

async function refilePage(companyId: number, refilingId: number): Promise<boolean> {
  return withCompany(companyId, async (db) => {
    const refiling = await getRefiling(db, refilingId);
    if (refiling.finishedAt) return false;
    const [folders, page] = await Promise.all([
      listRuledFolders(db),
      listRefilable(db, { beforeId: refiling.beforeId, limit: PAGE }),
    ]);
    const moved = await fileByRule(db, decideFilings(folders, page.candidates));
    const beforeId = page.lastId ?? null;
    await recordRefiled(db, refilingId, { seen: page.conversations, moved, beforeId });
    return beforeId !== null;
  });
}

const UNFILED_AT_ONCE = 2000;

/** Files, by the rules as they are, the recent conversations that have no folder. Returns how many found one. */
export async function refileUnfiled(companyId: number): Promise<number> {
  return withCompany(companyId, async (db) => {
    const since = new Date(Date.now() - 90 * 86_400_000);
    const [folders, page] = await Promise.all([
      listRuledFolders(db),
      listRefilable(db, { beforeId: null, limit: UNFILED_AT_ONCE, since, unfiledOnly: true }),
    ]);
    const filings = decideFilings(folders, page.candidates).filter((filing) => filing.folderId !== null);
    return fileByRule(db, filings);
  });
}
