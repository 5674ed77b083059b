import type { Db } from "@/db/company";
import { findAcceptedBasis } from "@/db/queries/reply-basis";
import type { Folder } from "@/db/schema";
import { basisOf } from "./basis-of";

/** Whether a person accepted a rehearsal of the folder's answers, and nothing has changed since that decides them. */
export async function isRehearsed(db: Db, folder: Pick<Folder, "id" | "rehearsalId">): Promise<boolean> {
  if (folder.rehearsalId === null) return false;
  const accepted = await findAcceptedBasis(db, folder.rehearsalId);
  return accepted !== undefined && accepted === (await basisOf(db, folder.id));
}
