import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { keepAcceptedRehearsal } from "@/db/queries/folders-list";
import { findRehearsal, markAccepted } from "@/db/queries/rehearsals";
import { AppError } from "@/lib/errors";
import { basisOf } from "./basis-of";

/**
 * A person has read what the model would say and lets the folder answer by itself, as long as nothing changes that decides
 * it. Refuses a rehearsal that is not finished, or of prompts and articles that are not these any more.
 */
export async function acceptRehearsal(
  db: Db,
  { rehearsalId, employeeId }: { rehearsalId: number; employeeId: number },
): Promise<number> {
  const rehearsal = await findRehearsal(db, rehearsalId);
  if (!rehearsal) throw new AppError("NOT_FOUND", "rehearsalGone");
  const { folderId } = rehearsal;
  if (rehearsal.basis !== (await basisOf(db, folderId))) throw new AppError("CONFLICT", "rehearsalOutdated");
  if (!(await markAccepted(db, rehearsalId, employeeId)))
    throw new AppError("CONFLICT", "rehearsalUnfinished");
  await keepAcceptedRehearsal(db, folderId, rehearsalId);
  await insertActivities(db, [{ employeeId, verb: "rehearsalAccepted", detail: { folderId, rehearsalId } }]);
  return folderId;
}
