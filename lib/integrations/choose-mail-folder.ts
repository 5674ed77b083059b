import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { lockFoldersBeside, recordChoice } from "@/db/queries/mail-folders";
import { AppError } from "@/lib/errors";

interface Choice {
  mailFolderId: number;
  collected: boolean;
  employeeId: number;
}

/**
 * Collects a folder of a mailbox, from the mailbox's start point or where it was left, or collects it no longer; what is
 * here stays. Gives the integration's id. Choosing what is chosen already changes nothing. Refuses a folder that is not
 * there, and to leave the last one.
 */
export async function chooseMailFolder(db: Db, { mailFolderId, collected, employeeId }: Choice) {
  const folders = await lockFoldersBeside(db, mailFolderId);
  const folder = folders.find(({ id }) => id === mailFolderId);
  if (!folder) throw new AppError("NOT_FOUND", "mailFolderGone");
  const { integrationId, path } = folder;
  if (folder.collected === collected && folder.chosenAt) return integrationId;
  const others = folders.filter(({ id, onServer }) => id !== mailFolderId && onServer !== null);
  if (!collected && !others.some((other) => other.collected)) throw new AppError("INVALID", "lastMailFolder");
  await recordChoice(db, mailFolderId, collected);
  const verb = collected ? "mailFolderCollected" : "mailFolderLeft";
  await insertActivities(db, [{ employeeId, verb, detail: { integrationId, mailFolderId, path } }]);
  return integrationId;
}
