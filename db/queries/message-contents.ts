import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Attachment, attachments, messageContents, messages } from "@/db/schema";

export interface MessageHtml {
  html: string;
  quoted: boolean;
  /** The images the HTML shows, by their Content-ID. */
  inline: { id: number; contentId: string | null }[];
}

/** What a mail's frame shows; undefined when the message is not there or has no HTML. */
export async function findMessageHtml(db: Db, messageId: number): Promise<MessageHtml | undefined> {
  const [row] = await db
    .select({ html: messageContents.html, quoted: messages.quoted })
    .from(messageContents)
    .innerJoin(
      messages,
      and(eq(messages.companyId, messageContents.companyId), eq(messages.id, messageContents.messageId)),
    )
    .where(and(eq(messageContents.companyId, db.companyId), eq(messageContents.messageId, messageId)));
  if (!row?.html) return undefined;
  return { html: row.html, quoted: row.quoted, inline: await listInline(db, messageId) };
}

/** The HTML of these messages, by their id; those without any are not in it. */
export async function listMessageHtml(db: Db, messageIds: number[]): Promise<Map<number, string>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .select({ messageId: messageContents.messageId, html: messageContents.html })
    .from(messageContents)
    .where(and(eq(messageContents.companyId, db.companyId), inArray(messageContents.messageId, messageIds)));
  return new Map(rows.flatMap(({ messageId, html }) => (html === null ? [] : [[messageId, html]])));
}

async function listInline(db: Db, messageId: number): Promise<MessageHtml["inline"]> {
  return db
    .select({ id: attachments.id, contentId: attachments.contentId })
    .from(attachments)
    .where(
      and(
        eq(attachments.companyId, db.companyId),
        eq(attachments.messageId, messageId),
        isNotNull(attachments.contentId),
      ),
    );
}

/** A file of a message, or one that this employee uploaded and has not sent yet. */
export async function findReadableAttachment(
  db: Db,
  { id, employeeId }: { id: number; employeeId: number },
): Promise<Attachment | undefined> {
  const [row] = await db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.companyId, db.companyId),
        eq(attachments.id, id),
        or(isNotNull(attachments.messageId), eq(attachments.uploadedById, employeeId)),
      ),
    );
  return row;
}
