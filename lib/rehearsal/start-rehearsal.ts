import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { findFolder } from "@/db/queries/folders-list";
import { findModelSettings } from "@/db/queries/model-settings";
import { findLatestRehearsal, insertRehearsal, listAnswered, lockRehearsals } from "@/db/queries/rehearsals";
import { AppError } from "@/lib/errors";
import { readModelState } from "@/lib/model/model-state";
import { basisOf } from "./basis-of";

const REHEARSED_AT_MOST = 200;

interface Asked {
  folderId: number;
  cases: number;
  employeeId: number;
}

/**
 * Begins to try a folder's answers on the newest past messages that people answered; `rehearseCases` does it. While one
 * runs, asking again gives that one. Refuses without a model, a prompt, or anything to try on.
 */
export async function startRehearsal(db: Db, { folderId, cases, employeeId }: Asked): Promise<number> {
  if (!(await findFolder(db, folderId))) throw new AppError("NOT_FOUND", "folderGone");
  await lockRehearsals(db, folderId);
  const running = await findLatestRehearsal(db, folderId);
  if (running && running.finishedAt === null) return running.id;
  const [state, settings] = await Promise.all([readModelState(db), findModelSettings(db)]);
  if (!state.on)
    throw new AppError("UNAVAILABLE", state.because === "overBudget" ? "modelOverBudget" : "modelOff");
  if (!settings?.prompt.trim()) throw new AppError("INVALID", "promptMissing");
  const answered = await listAnswered(db, folderId, Math.min(cases, REHEARSED_AT_MOST));
  if (answered.length === 0) throw new AppError("INVALID", "nothingToRehearse");
  const basis = await basisOf(db, folderId);
  const id = await insertRehearsal(db, { folderId, basis, startedById: employeeId }, answered);
  await insertActivities(db, [
    { employeeId, verb: "rehearsalStarted", detail: { folderId, rehearsalId: id } },
  ]);
  return id;
}
