import type { Db } from "@/db/company";
import { type Changed, changeConversations } from "./change-conversations";

/** Marks conversations as read, or as still to be read, for everybody. */
export async function markConversations(
  db: Db,
  { unread, ...asked }: { conversationIds: number[]; employeeId: number; unread: boolean },
): Promise<Changed> {
  return changeConversations(db, { ...asked, verb: unread ? "unread" : "read", set: { unread } });
}
