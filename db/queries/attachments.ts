import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Attachment, attachments, drafts, messages } from "@/db/schema";

export async function listAttachments(db: Db, messageId: number): Promise<Attachment[]> {
  return db
    .select()
    .from(attachments)
    .where(and(eq(attachments.companyId, db.companyId), eq(attachments.messageId, messageId)))
    .orderBy(asc(attachments.id));
}

/** A file of a message of ours. */
export async function findSentAttachment(db: Db, id: number): Promise<Attachment | undefined> {
  const [row] = await db
    .select({ attachment: attachments })
    .from(attachments)
    .innerJoin(
      messages,
      and(eq(messages.companyId, attachments.companyId), eq(messages.id, attachments.messageId)),
    )
    .where(
      and(eq(attachments.companyId, db.companyId), eq(attachments.id, id), eq(messages.kind, "outbound")),
    );
  return row?.attachment;
}

interface Attached {
  messageId: number;
  attachmentIds: number[];
  employeeId: number;
}

/** Binds an employee's own uploads to the message they were written for; returns how many of them were still free. */
export async function attachUploads(
  db: Db,
  { messageId, attachmentIds, employeeId }: Attached,
): Promise<number> {
  if (attachmentIds.length === 0) return 0;
  const bound = await db
    .update(attachments)
    .set({ messageId })
    .where(
      and(
        eq(attachments.companyId, db.companyId),
        inArray(attachments.id, attachmentIds),
        eq(attachments.uploadedById, employeeId),
        isNull(attachments.messageId),
      ),
    )
    .returning({ id: attachments.id });
  await db
    .update(messages)
    .set({ attachmentCount: bound.length })
    .where(and(eq(messages.companyId, db.companyId), eq(messages.id, messageId)));
  return bound.length;
}

/** Gives a message's files back to the person who uploaded them, when a reply is taken back. */
export async function detachUploads(db: Db, messageId: number): Promise<number[]> {
  const free = await db
    .update(attachments)
    .set({ messageId: null })
    .where(and(eq(attachments.companyId, db.companyId), eq(attachments.messageId, messageId)))
    .returning({ id: attachments.id });
  return free.map((row) => row.id);
}

/** Uploads that nobody sent within a week and no draft holds; their rows go, and the keys of their files come back. */
export async function deleteForgottenUploads(db: Db): Promise<string[]> {
  const gone = await db
    .delete(attachments)
    .where(
      and(
        eq(attachments.companyId, db.companyId),
        isNull(attachments.messageId),
        sql`${attachments.createdAt} < now() - interval '7 days'`,
        sql`not exists (select from ${drafts} where ${drafts.companyId} = ${attachments.companyId}
          and ${drafts.attachmentIds} @> to_jsonb(${attachments.id}))`,
      ),
    )
    .returning({ fileKey: attachments.fileKey });
  return gone.map((row) => row.fileKey);
}
