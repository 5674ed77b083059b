import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { conversations, folders, integrations, messages } from "@/db/schema";

const LONGEST = 12_000;

/** A customer's message that may be classified, and where its conversation is; undefined for what is no customer's. */
export async function findFilingQuestion(db: Db, messageId: number) {
  const [row] = await db
    .select({
      conversationId: conversations.id,
      subject: messages.subject,
      body: sql<string>`left(${messages.body}, ${LONGEST})`,
      html: messages.html,
      folderId: conversations.folderId,
      filedBy: conversations.filedBy,
      status: conversations.status,
      folderReplies: folders.autoReply,
      /** Of these days, and written after its mailbox was connected: history is not worth a model's price. */
      isRecent: sql<boolean>`${messages.sentAt} > now() - interval '2 days'
        and ${messages.sentAt} > ${integrations.createdAt} - interval '1 hour'`,
    })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.companyId, messages.companyId), eq(conversations.id, messages.conversationId)),
    )
    .innerJoin(
      integrations,
      and(
        eq(integrations.companyId, conversations.companyId),
        eq(integrations.id, conversations.integrationId),
      ),
    )
    .leftJoin(
      folders,
      and(eq(folders.companyId, conversations.companyId), eq(folders.id, conversations.folderId)),
    )
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.id, messageId),
        eq(messages.kind, "inbound"),
        eq(messages.origin, "person"),
        isNull(messages.unparsedBecause),
        isNull(conversations.mergedIntoId),
        eq(conversations.bulk, false),
      ),
    );
  return row;
}

/** The folders that say in plain words what belongs there, in their order. */
export async function listDescribedFolders(db: Db) {
  return db
    .select({
      id: folders.id,
      name: folders.name,
      description: folders.description,
      autoReply: folders.autoReply,
    })
    .from(folders)
    .where(
      and(eq(folders.companyId, db.companyId), isNull(folders.archivedAt), sql`${folders.description} <> ''`),
    )
    .orderBy(asc(folders.position), asc(folders.id));
}

export interface ToClassify {
  /** Of these days: worth asking a model about, and perhaps answered. */
  recent: number[];
  /** History that has no folder: only what was learnt may file it. */
  past: number[];
}

/** Which of these messages are a customer's, and not yet classified or not yet decided about. */
export async function listToClassify(db: Db, messageIds: number[]): Promise<ToClassify> {
  const rows = await db.execute<{ id: string; is_recent: boolean; is_unfiled: boolean }>(sql`
    select m.id, m.sent_at > now() - interval '2 days' and m.sent_at > i.created_at - interval '1 hour' as is_recent,
      c.folder_id is null and c.filed_by is null as is_unfiled
    from messages m
    join conversations c on c.company_id = m.company_id and c.id = m.conversation_id
    join integrations i on i.company_id = c.company_id and i.id = c.integration_id
    where m.company_id = ${db.companyId} and m.kind = 'inbound' and m.origin = 'person' and m.unparsed_because is null
      and m.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(messageIds)}::jsonb))
      and not c.bulk and c.merged_into_id is null
      and not (exists (select from classifications k where k.company_id = m.company_id and k.message_id = m.id)
        and exists (select from reply_decisions d where d.company_id = m.company_id and d.message_id = m.id))
    order by m.id`);
  const ids = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).map(({ id }) => Number(id));
  return { recent: ids((row) => row.is_recent), past: ids((row) => !row.is_recent && row.is_unfiled) };
}
