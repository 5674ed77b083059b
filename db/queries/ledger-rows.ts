import { and, asc, count, eq } from "drizzle-orm";
import type { Db } from "@/db/company";
import { inboundEmails, mailFolders, messages } from "@/db/schema";
import type { OutcomeCounts } from "./inbound-emails";

/** By mail folder, how its mails ended; a folder without mails is not in it. */
export async function countOutcomesByFolder(
  db: Db,
  integrationId: number,
): Promise<Map<number, Partial<OutcomeCounts>>> {
  const { companyId, mailFolderId, outcome } = inboundEmails;
  const rows = await db
    .select({ mailFolderId, outcome, mails: count() })
    .from(inboundEmails)
    .where(and(eq(companyId, db.companyId), eq(inboundEmails.integrationId, integrationId)))
    .groupBy(mailFolderId, outcome);
  const folders = new Map<number, Partial<OutcomeCounts>>();
  for (const row of rows)
    folders.set(row.mailFolderId, {
      ...folders.get(row.mailFolderId),
      [row.outcome ?? "pending"]: row.mails,
    });
  return folders;
}

export interface SetApartEmail {
  path: string;
  uid: number;
  receivedAt: Date;
  size: number;
  senderName: string | null;
  senderAddress: string | null;
  subject: string | null;
  because: string | null;
}

/** Every mail of a mailbox that could not be read, the first kept first, and why. */
export async function listSetApart(db: Db, integrationId: number): Promise<SetApartEmail[]> {
  return db
    .select({
      path: mailFolders.path,
      uid: inboundEmails.uid,
      receivedAt: inboundEmails.receivedAt,
      size: inboundEmails.size,
      senderName: messages.senderName,
      senderAddress: messages.senderAddress,
      subject: messages.subject,
      because: messages.unparsedBecause,
    })
    .from(inboundEmails)
    .innerJoin(
      mailFolders,
      and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, inboundEmails.mailFolderId)),
    )
    .leftJoin(messages, and(eq(messages.companyId, db.companyId), eq(messages.id, inboundEmails.messageId)))
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        eq(inboundEmails.integrationId, integrationId),
        eq(inboundEmails.outcome, "unparsed"),
      ),
    )
    .orderBy(asc(inboundEmails.id));
}
