import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { endFollowUp, findFollowUp } from "@/db/queries/follow-ups";
import { AppError } from "@/lib/errors";

interface Settled {
  followUpId: number;
  employeeId: number;
  ending: "done" | "cancelled";
}

/** A person did it, or does not want it any more. The second time nothing happens. */
export async function settleFollowUp(db: Db, { followUpId, employeeId, ending }: Settled): Promise<void> {
  const followUp = await findFollowUp(db, followUpId);
  if (!followUp) throw new AppError("NOT_FOUND", "followUpGone");
  if (!(await endFollowUp(db, followUpId, ending))) return;
  const verb = ending === "done" ? "followUpDone" : "followUpCancelled";
  await insertActivities(db, [
    { conversationId: followUp.conversationId, employeeId, verb, detail: { followUpId } },
  ]);
}
