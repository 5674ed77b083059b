import "server-only";
import { type Db, withCompany } from "@/db/company";
import { findFolder } from "@/db/queries/folders-list";
import { countCases, listShownCases } from "@/db/queries/rehearsal-list";
import { countTried, findLatestRehearsal } from "@/db/queries/rehearsals";
import { readModelState } from "@/lib/model/model-state";
import { basisOf } from "@/lib/rehearsal/basis-of";

const PAGE = 20;
const REHEARSED_AT_MOST = 200;

/** A folder, its last rehearsal and a page of its cases; undefined when there is no such folder in use. */
export async function readRehearsal(companyId: number, folderId: number, after: number) {
  return withCompany(companyId, async (db) => {
    const folder = await findFolder(db, folderId);
    if (!folder) return undefined;
    const [state, latest] = await Promise.all([readModelState(db), readLatest(db, folderId, after)]);
    return { folder, isOn: state.on, latest };
  });
}

async function readLatest(db: Db, folderId: number, after: number) {
  const rehearsal = await findLatestRehearsal(db, folderId);
  if (!rehearsal) return undefined;
  const afterPosition = Number.isSafeInteger(after) ? Math.min(after, REHEARSED_AT_MOST) : -1;
  const [tried, counts, cases, basis] = await Promise.all([
    countTried(db, rehearsal.id),
    countCases(db, rehearsal.id),
    listShownCases(db, { rehearsalId: rehearsal.id, afterPosition, limit: PAGE + 1 }),
    basisOf(db, folderId),
  ]);
  const shown = cases.slice(0, PAGE);
  return {
    ...{ rehearsal, tried, counts, cases: shown },
    nextAfter: cases.length > PAGE ? shown.at(-1)?.position : undefined,
    blockedBecause: blockOf(rehearsal, basis),
  };
}

/** Why it cannot be accepted, or does not hold any more. */
function blockOf({ failure, basis }: { failure: string | null; basis: string }, today: string) {
  if (failure !== null) return "failed" as const;
  return basis === today ? undefined : ("outdated" as const);
}
