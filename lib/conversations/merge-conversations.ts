import type { Db } from "@/db/company";
import { moveMessages } from "@/db/queries/merges";

/**
 * Moves everything of one conversation into another and leaves the first as an empty, archived pointer to it.
 * The second time there is nothing left to move.
 */
export async function mergeConversations(db: Db, fromId: number, intoId: number): Promise<void> {
  if (fromId === intoId) return;
  await moveMessages(db, fromId, intoId);
  db.changed.add(fromId);
  db.changed.add(intoId);
}
