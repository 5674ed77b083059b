import { isDeepStrictEqual } from "node:util";
import type { Db } from "@/db/company";
import { insertFolder, isFolderNameTaken, listFolders, updateFolder } from "@/db/queries/folders-list";
import { AppError } from "@/lib/errors";
import type { RuleGroup } from "./rules/rule";

interface SavedFolder {
  folderId: number | null;
  name: string;
  icon: string;
  /** What belongs there, in plain words; "" leaves it to the rule. */
  description?: string;
  rule: RuleGroup | null;
}

/**
 * Keeps a folder, a new one at the end of the order. True when conversations must be filed again because the rules are
 * not what they were. Refuses a name that another folder has, and a folder that is gone.
 */
export async function saveFolder(db: Db, { folderId, ...content }: SavedFolder): Promise<boolean> {
  if (await isFolderNameTaken(db, content.name, folderId)) throw new AppError("CONFLICT", "folderNameTaken");
  if (folderId === null) {
    await insertFolder(db, content);
    return content.rule !== null;
  }
  const before = (await listFolders(db)).find((folder) => folder.id === folderId);
  if (!before || !(await updateFolder(db, folderId, content))) throw new AppError("NOT_FOUND", "folderGone");
  return !isDeepStrictEqual(before.rule, JSON.parse(JSON.stringify(content.rule)));
}
