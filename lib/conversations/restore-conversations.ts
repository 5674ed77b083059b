import type { Db } from "@/db/company";
import { forgetJudgements } from "@/db/queries/classifications";
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
  const activityIds = before.map(({ activityId }) => activityId);
  const restored = await restoreFromActivities(db, { activityIds, employeeId });
  await forgetJudgements(db, restored);
  return restored;
}
