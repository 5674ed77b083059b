import type { Db } from "@/db/company";
import { findFirstDraft } from "@/db/queries/first-drafts";
import { listUploads, type Upload } from "@/db/queries/uploads";
import type { Recipient } from "@/db/schema";

/** A first message that was taken back before it left, as it stood in its form. */
export interface FirstDraft {
  channelId: number;
  recipient: Recipient | undefined;
  subject: string;
  text: string;
  uploads: Upload[];
}

/** The employee's last one; null when there is none. */
export async function readFirstDraft(db: Db, employeeId: number): Promise<FirstDraft | null> {
  const found = await findFirstDraft(db, employeeId);
  if (!found) return null;
  const { draft, conversation } = found;
  return {
    channelId: conversation.integrationId,
    recipient: draft.recipients?.to[0],
    subject: conversation.source === "email" ? conversation.subject : "",
    text: draft.body,
    uploads: await listUploads(db, employeeId, draft.attachmentIds),
  };
}
