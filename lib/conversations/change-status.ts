import type { Db } from "@/db/company";
import type { Status } from "@/db/schema";
import { type Changed, changeConversations } from "./change-conversations";

/** Resolved says since when; opened again forgets it. */
export async function changeStatus(
  db: Db,
  { status, ...asked }: { conversationIds: number[]; employeeId: number; status: Status },
): Promise<Changed> {
  return changeConversations(db, { ...asked, verb: "status", set: { status } });
}
