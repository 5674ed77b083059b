import type { Db } from "@/db/company";
import { findColleague } from "@/db/queries/employees";
import { AppError } from "@/lib/errors";
import { type Changed, changeConversations } from "./change-conversations";

/** Gives conversations to somebody who works here now, or with null to nobody. */
export async function assignConversations(
  db: Db,
  { assigneeId, ...asked }: { conversationIds: number[]; employeeId: number; assigneeId: number | null },
): Promise<Changed> {
  if (assigneeId !== null && !(await findColleague(db, assigneeId))) {
    throw new AppError("NOT_FOUND", "colleagueGone");
  }
  return changeConversations(db, { ...asked, verb: "assigned", set: { assigneeId } });
}
