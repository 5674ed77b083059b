import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { findConversation } from "@/db/queries/conversations";
import { insertFollowUp } from "@/db/queries/follow-ups";
import { AppError } from "@/lib/errors";

export interface AskedFollowUp {
  conversationId: number;
  employeeId: number;
  dueAt: Date;
  note: string;
}

/** Plans to write to a customer again, unless they write first. Refuses a day that is past. Returns its id. */
export async function addFollowUp(db: Db, asked: AskedFollowUp): Promise<number> {
  const { conversationId, employeeId, dueAt, note } = asked;
  if (dueAt.getTime() <= Date.now()) throw new AppError("INVALID", "followUpPast");
  if (!(await findConversation(db, conversationId))) throw new AppError("NOT_FOUND", "conversationGone");
  const id = await insertFollowUp(db, {
    ...{ conversationId, dueAt, note, assigneeId: employeeId, createdById: employeeId },
    afterMessageId: null,
  });
  await insertActivities(db, [
    {
      conversationId,
      employeeId,
      verb: "followUpPlanned",
      detail: { followUpId: id, dueAt: dueAt.toISOString() },
    },
  ]);
  return id;
}
