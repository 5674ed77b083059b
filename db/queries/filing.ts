import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Filing, folders, type Source } from "@/db/schema";
import { lockFiling } from "./filing-lock";

/** The folders that file by rule, in the order that decides. */
export async function listRuledFolders(db: Db) {
  const rows = await db
    .select({ id: folders.id, name: folders.name, rule: folders.rule })
    .from(folders)
    .where(and(eq(folders.companyId, db.companyId), isNull(folders.archivedAt)))
    .orderBy(asc(folders.position), asc(folders.id));
  return rows.flatMap(({ rule, ...folder }) => (rule ? [{ ...folder, rule }] : []));
}

/** A customer's message as rules see it, and where its conversation is. */
export interface FilingCandidate {
  messageId: number;
  conversationId: number;
  folderId: number | null;
  filedBy: string | null;
  subject: string;
  customerName: string;
  lastMessageAt: Date;
  senderAddress: string;
  senderName: string;
  recipients: string[];
  messageSubject: string;
  content: string;
  attachmentNames: string[];
  source: Source;
}

type Row = Record<string, unknown>;

const CANDIDATE = sql`
  c.id as conversation_id, c.folder_id, c.filed_by, c.subject, c.source, c.last_message_at, u.name as customer_name,
  m.id as message_id, m.sender_address, m.sender_name, m.recipients, m.subject as message_subject,
  left(m.body, 20000) as content,
  case when m.attachment_count = 0 then '[]' else (
    select coalesce(jsonb_agg(a.name), '[]') from attachments a
    where a.company_id = m.company_id and a.message_id = m.id and not a.inline) end as attachment_names`;

function candidate(row: Row): FilingCandidate {
  const recipients = row.recipients as Record<"to" | "cc", { address: string }[]>;
  return {
    messageId: Number(row.message_id),
    conversationId: Number(row.conversation_id),
    folderId: row.folder_id === null ? null : Number(row.folder_id),
    filedBy: row.filed_by as string | null,
    subject: String(row.subject),
    customerName: String(row.customer_name),
    lastMessageAt: new Date(String(row.last_message_at)),
    senderAddress: String(row.sender_address),
    senderName: String(row.sender_name),
    recipients: [...recipients.to, ...recipients.cc].map((recipient) => recipient.address),
    messageSubject: String(row.message_subject),
    content: String(row.content),
    attachmentNames: row.attachment_names as string[],
    source: row.source as Source,
  };
}

/** Those of these messages whose conversation nobody and nothing has filed yet. */
export async function listUnfiledMessages(db: Db, messageIds: number[]): Promise<FilingCandidate[]> {
  const rows = await db.execute<Row>(sql`
    select ${CANDIDATE} from messages m
    join conversations c on c.company_id = m.company_id and c.id = m.conversation_id
    join customers u on u.company_id = c.company_id and u.id = c.customer_id
    where m.company_id = ${db.companyId}
      and m.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(messageIds)}::jsonb))
      and c.folder_id is null and c.filed_by is null and not c.bulk
    order by m.id`);
  return rows.map(candidate);
}

const MESSAGES_ASKED = 10;

interface ConversationPage {
  /** Conversations with a lower id; null starts with the newest. */
  beforeId: number | null;
  limit: number;
  since?: Date;
  unfiledOnly?: boolean;
  /** Also those a person filed, which rules may only look at. */
  handFiled?: boolean;
}

/**
 * A page of conversations that rules may file, the newest first, each with the first customer's messages that decide.
 * `lastId` is where the next page goes on, undefined after the last.
 */
export async function listRefilable(
  db: Db,
  page: ConversationPage,
): Promise<{ candidates: FilingCandidate[]; conversations: number; lastId: number | undefined }> {
  const found = await db.execute<Row>(sql`
    select id from conversations
    where company_id = ${db.companyId} and not bulk and merged_into_id is null
      ${page.handFiled ? sql`` : sql`and filed_by is distinct from 'person'`}
      ${page.beforeId === null ? sql`` : sql`and id < ${page.beforeId}`}
      ${page.since ? sql`and last_message_at > ${page.since.toISOString()}` : sql``}
      ${page.unfiledOnly ? sql`and folder_id is null` : sql``}
    order by id desc limit ${page.limit}`);
  const ids = found.map((row) => Number(row.id));
  if (ids.length === 0) return { candidates: [], conversations: 0, lastId: undefined };
  const rows = await db.execute<Row>(sql`
    select ${CANDIDATE} from conversations c
    join customers u on u.company_id = c.company_id and u.id = c.customer_id
    cross join lateral (
      select * from messages i where i.company_id = c.company_id and i.conversation_id = c.id and i.kind = 'inbound'
      order by i.sent_at, i.id limit ${MESSAGES_ASKED}) m
    where c.company_id = ${db.companyId}
      and c.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    order by c.id desc, m.sent_at, m.id`);
  return { candidates: rows.map(candidate), conversations: ids.length, lastId: ids.at(-1) };
}

export interface NewFiling {
  conversationId: number;
  folderId: number | null;
  filing: Filing | null;
}

/**
 * Files by rule, unless a person did so in the meantime; where the folder stays, its reason is renewed. Returns how many
 * changed folder.
 */
export async function fileByRule(db: Db, filings: NewFiling[]): Promise<number> {
  if (filings.length === 0) return 0;
  await lockFiling(db);
  const rows = filings.map(({ conversationId, folderId, filing }) => ({
    id: conversationId,
    folder_id: folderId,
    filing,
  }));
  const filed = await db.execute<{ id: string; moved: boolean }>(sql`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, folder_id bigint, filing jsonb)
    ), filed as (
      update conversations c set folder_id = a.folder_id, filing = a.filing,
        filed_by = case when a.folder_id is null then null else 'rule' end
      from asked a, conversations before
      where c.company_id = ${db.companyId} and c.id = a.id and c.filed_by is distinct from 'person'
        and before.company_id = c.company_id and before.id = c.id
        and (c.folder_id is distinct from a.folder_id or c.filing is distinct from a.filing)
      returning c.id, c.folder_id, c.filing, before.folder_id is distinct from c.folder_id as moved
    ), logged as (
      insert into activities (company_id, conversation_id, actor, verb, detail)
      select ${db.companyId}, id, 'rule', 'filed', jsonb_build_object('folderId', folder_id, 'filing', filing)
      from filed where moved
    )
    select id, moved from filed`);
  for (const row of filed) db.changed.add(Number(row.id));
  return filed.filter((row) => row.moved).length;
}
