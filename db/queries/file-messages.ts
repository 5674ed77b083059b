import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { searchVector } from "./message-search";

/** The rows of one filed batch; each list is one statement, whatever its length. */
export interface FiledRows {
  conversations: Record<string, unknown>[];
  conversationChanges: Record<string, unknown>[];
  messages: Record<string, unknown>[];
  references: Record<string, unknown>[];
  attachments: Record<string, unknown>[];
}

export const emptyRows = (): FiledRows => ({
  conversations: [],
  conversationChanges: [],
  messages: [],
  references: [],
  attachments: [],
});

const SEARCH_VECTOR = searchVector({
  subject: sql`subject`,
  attachmentNames: sql`attachment_names`,
  sender: sql`sender_name || ' ' || sender_address || ' ' || coalesce(sender_words, '')`,
  body: sql`body`,
});

export async function insertFiledRows(db: Db, rows: FiledRows): Promise<void> {
  if (rows.messages.length >= MANY) await forgetPlans(db);
  if (rows.conversations.length > 0) await insertConversations(db, rows.conversations);
  if (rows.messages.length > 0) await insertMessages(db, rows.messages);
  await Promise.all([
    rows.references.length > 0 ? insertReferences(db, rows.references) : undefined,
    rows.attachments.length > 0 ? insertAttachments(db, rows.attachments) : undefined,
    rows.conversationChanges.length > 0 ? changeConversations(db, rows.conversationChanges) : undefined,
  ]);
}

const MANY = 25;

// A connection keeps the plans of its foreign key checks: made while a first import's tables are nearly empty, they read
// the whole company for each row until autovacuum looks in, a minute later.
const forgetPlans = (db: Db) => db.execute(sql`discard plans`);

const json = (rows: Record<string, unknown>[]) => sql`${JSON.stringify(rows)}::jsonb`;

async function insertConversations(db: Db, rows: Record<string, unknown>[]): Promise<void> {
  await db.execute(sql`
    insert into conversations (company_id, id, customer_id, integration_id, source, status, bulk, filed_by, filing,
      unread, subject, preview, message_count, has_attachment, first_message_at, last_message_at, waiting_since,
      first_reply_at)
    select ${db.companyId}, r.* from jsonb_to_recordset(${json(rows)}) as r(id bigint, customer_id bigint,
      integration_id bigint, source text, status text, bulk boolean, filed_by text, filing jsonb, unread boolean,
      subject text, preview text, message_count int, has_attachment boolean, first_message_at timestamptz,
      last_message_at timestamptz, waiting_since timestamptz, first_reply_at timestamptz)`);
}

// A message, what it holds and its search row: one statement, so that none can be there without the others.
async function insertMessages(db: Db, rows: Record<string, unknown>[]): Promise<void> {
  await db.execute(sql`
    with r as materialized (
      select * from jsonb_to_recordset(${json(rows)}) as r(id bigint, conversation_id bigint, integration_id bigint,
        kind text, origin text, answerable boolean, unanswerable_because jsonb, dmarc text, sent_at timestamptz, sender_name text, sender_address text,
        recipients jsonb, subject text, body text, quoted boolean, email_id text, content_hash text,
        external_id text, content jsonb, sender_words text,
        attachment_count smallint, attachment_names text, unparsed_because text, delivery text, full_text text,
        html text, because jsonb)
    ), contents as (
      insert into message_contents (company_id, message_id, full_text, html, because)
      select ${db.companyId}, id, coalesce(full_text, body), html, because from r
    ), search as (
      insert into message_search (company_id, message_id, conversation_id, sent_at, search)
      select ${db.companyId}, id, conversation_id, sent_at,
        ${SEARCH_VECTOR}
      from r
    )
    insert into messages (company_id, id, conversation_id, integration_id, kind, origin, answerable,
      unanswerable_because, dmarc, sent_at, sender_name, sender_address, recipients, subject, body, quoted, html, email_id, content_hash, external_id, content,
      attachment_count, unparsed_because, delivery)
    select ${db.companyId}, id, conversation_id, integration_id, kind, origin, answerable,
      nullif(unanswerable_because, 'null'::jsonb), dmarc, sent_at, sender_name,
      sender_address, recipients, subject, body, quoted, html is not null, email_id, content_hash, external_id, content,
      attachment_count, unparsed_because, delivery
    from r`);
}

async function insertReferences(db: Db, rows: Record<string, unknown>[]): Promise<void> {
  await db.execute(sql`
    insert into message_references (company_id, message_id, email_id, position)
    select ${db.companyId}, r.* from jsonb_to_recordset(${json(rows)})
      as r(message_id bigint, email_id text, position smallint)
    on conflict do nothing`);
}

async function insertAttachments(db: Db, rows: Record<string, unknown>[]): Promise<void> {
  await db.execute(sql`
    insert into attachments (company_id, message_id, kind, name, type, size, sha256, file_key, content_id, inline)
    select ${db.companyId}, r.* from jsonb_to_recordset(${json(rows)}) as r(message_id bigint, kind text, name text,
      type text, size int, sha256 text, file_key text, content_id text, inline boolean)`);
}

// A batch may bring mails in any order: what counts is when each was written, not when it came.
async function changeConversations(db: Db, rows: Record<string, unknown>[]): Promise<void> {
  await db.execute(sql`
    update conversations c set
      message_count = c.message_count + r.messages,
      has_attachment = c.has_attachment or r.has_attachment,
      preview = case when r.last_message_at >= c.last_message_at then r.preview else c.preview end,
      first_message_at = least(c.first_message_at, r.first_message_at),
      last_message_at = greatest(c.last_message_at, r.last_message_at),
      unread = case when r.answered and r.last_reply_at >= c.last_message_at then false else c.unread or r.unread end,
      status = case
        when r.answered and r.last_reply_at >= c.last_message_at and c.status = 'new' then 'in_progress'
        when not r.reopens or c.status not in ('resolved', 'archived') then c.status
        when c.assignee_id is null then 'new' else 'in_progress' end,
      resolved_at = case when r.reopens then null else c.resolved_at end,
      waiting_since = case
        when r.first_message_at <= c.last_message_at then ${waitingSince(db, sql`c.id`)}
        when r.last_reply_at is not null then r.waiting_since
        else coalesce(c.waiting_since, r.waiting_since) end,
      first_reply_at = least(c.first_reply_at, r.first_reply_at)
    from jsonb_to_recordset(${json(rows)}) as r(id bigint, messages int, has_attachment boolean, preview text,
      first_message_at timestamptz, last_message_at timestamptz, unread boolean, reopens boolean, answered boolean,
      waiting_since timestamptz, first_reply_at timestamptz, last_reply_at timestamptz)
    where c.company_id = ${db.companyId} and c.id = r.id`);
  for (const row of rows) db.changed.add(Number(row.id));
}

/** When the first customer wrote after our last message in a conversation, read from its messages. */
export const waitingSince = (db: Db, conversationId: SQL) => sql`(
  select min(asked.sent_at) from messages asked
  where asked.company_id = ${db.companyId} and asked.conversation_id = ${conversationId}
    and asked.kind = 'inbound' and asked.origin = 'person' and asked.content->'reaction' is null
    and asked.sent_at > coalesce((
      select max(reply.sent_at) from messages reply
      where reply.company_id = ${db.companyId} and reply.conversation_id = ${conversationId}
        and reply.kind = 'outbound'), '-infinity'))`;
