import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { findFolder } from "@/db/queries/folders-list";
import { findModelSettings } from "@/db/queries/model-settings";
import { type FolderAnswers, updateFolderAnswers } from "@/db/queries/reply-folders";
import { AppError } from "@/lib/errors";
import { isRehearsed } from "@/lib/rehearsal/is-rehearsed";

interface SavedAnswers {
  folderId: number;
  employeeId: number;
  answers: FolderAnswers;
}

/**
 * Keeps how a folder answers, and who changed it. Refuses answers without the company's prompt, and automatic ones that
 * were not rehearsed as they would be now: what these very changes make of them included.
 */
export async function saveAnswers(db: Db, { folderId, employeeId, answers }: SavedAnswers): Promise<void> {
  const before = await findFolder(db, folderId);
  if (!before) throw new AppError("NOT_FOUND", "folderGone");
  const settings = await findModelSettings(db);
  if (answers.autoReply !== "off" && !settings?.prompt.trim())
    throw new AppError("CONFLICT", "promptMissing");
  await updateFolderAnswers(db, folderId, answers);
  if (answers.autoReply === "automatic" && !(await isRehearsed(db, before))) {
    throw new AppError("CONFLICT", "answersNotRehearsed");
  }
  const keys = Object.keys(answers) as (keyof FolderAnswers)[];
  const changed = keys.filter((key) => before[key] !== answers[key]);
  const take = (from: FolderAnswers) => Object.fromEntries(changed.map((key) => [key, from[key]]));
  const detail = { folderId, before: take(before), after: take(answers) };
  if (changed.length > 0) await insertActivities(db, [{ employeeId, verb: "answersChanged", detail }]);
}
