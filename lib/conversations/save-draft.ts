import type { Db } from "@/db/company";
import { findConversation } from "@/db/queries/conversations";
import { type DraftContent, type DraftRef, keepDraft, removeDraft } from "@/db/queries/drafts";
import { AppError } from "@/lib/errors";

/** Keeps what an employee has written so far; nothing written and nothing attached is no draft. */
export async function saveDraft(db: Db, draft: DraftRef & DraftContent): Promise<void> {
  if (!(await findConversation(db, draft.conversationId)))
    throw new AppError("NOT_FOUND", "conversationGone");
  if (draft.body.trim() === "" && draft.attachmentIds.length === 0) await removeDraft(db, draft);
  else await keepDraft(db, draft);
}
