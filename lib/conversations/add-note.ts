import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { findConversation } from "@/db/queries/conversations";
import { removeDraft } from "@/db/queries/drafts";
import { getEmployee } from "@/db/queries/employees";
import { insertNote } from "@/db/queries/notes";
import { AppError } from "@/lib/errors";

/** Adds a note that the team reads and the customer never sees; the draft it was written in is done. */
export async function addNote(
  db: Db,
  { conversationId, employeeId, text }: { conversationId: number; employeeId: number; text: string },
): Promise<number> {
  if (!(await findConversation(db, conversationId))) throw new AppError("NOT_FOUND", "conversationGone");
  const { name } = await getEmployee(db, employeeId);
  const messageId = await insertNote(db, { conversationId, employeeId, senderName: name, body: text });
  await insertActivities(db, [{ conversationId, employeeId, verb: "noted", detail: { messageId } }]);
  await removeDraft(db, { conversationId, employeeId, kind: "note" });
  db.changed.add(conversationId);
  return messageId;
}
