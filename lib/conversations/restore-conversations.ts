import type { Db } from "@/db/company";
import { restoreFromActivities } from "@/db/queries/restore-conversations";
import type { ConversationBefore } from "./change-conversations";

/**
 * Undoes an employee's own changes. What somebody, or a new message, changed again since then stays. Returns the
 * conversations that are as they were.
 */
export async function restoreConversations(
  db: Db,
  { before, employeeId }: { before: Pick<ConversationBefore, "activityId">[]; employeeId: number },
): Promise<number[]> {
  return restoreFromActivities(db, { activityIds: before.map(({ activityId }) => activityId), employeeId });
}
