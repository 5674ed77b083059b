import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Status } from "@/db/schema";

export interface KnownMessage {
  messageId: number;
  conversationId: number;
  integrationId: number | null;
  kind: string;
  emailId: string;
  contentHash: string | null;
}

type Row = Record<string, unknown>;
const listOf = (values: Iterable<string>) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify([...values])}::jsonb))`;

/** The messages with one of these Message-IDs; a mail without one is looked up by its content. */
export async function listKnownMessages(
  db: Db,
  { emailIds, hashesWithoutId }: { emailIds: Set<string>; hashesWithoutId: Set<string> },
): Promise<KnownMessage[]> {
  const rows = await db.execute<Row>(sql`
    select id, conversation_id, integration_id, kind, email_id, content_hash from messages
    where company_id = ${db.companyId} and email_id in ${listOf(emailIds)} and email_id <> ''
    union all
    select id, conversation_id, integration_id, kind, email_id, content_hash from messages
    where company_id = ${db.companyId} and email_id = '' and content_hash in ${listOf(hashesWithoutId)}`);
  return rows.map((row) => ({
    messageId: Number(row.id),
    conversationId: Number(row.conversation_id),
    integrationId: row.integration_id === null ? null : Number(row.integration_id),
    kind: String(row.kind),
    emailId: String(row.email_id),
    contentHash: row.content_hash === null ? null : String(row.content_hash),
  }));
}

const RELATIVES_AT_MOST = 20;

/** The conversations whose messages name one of these Message-IDs as an ancestor, the newest few of each. */
export async function listReferencingConversations(
  db: Db,
  emailIds: Set<string>,
): Promise<{ emailId: string; conversationId: number }[]> {
  const rows = await db.execute<Row>(sql`
    select asked.email_id, found.conversation_id
    from jsonb_array_elements_text(${JSON.stringify([...emailIds])}::jsonb) asked(email_id)
    cross join lateral (
      select distinct m.conversation_id from (
        select r.message_id from message_references r
        where r.company_id = ${db.companyId} and r.email_id = asked.email_id
        order by r.message_id desc limit ${RELATIVES_AT_MOST}) named
      join messages m on m.company_id = ${db.companyId} and m.id = named.message_id) found`);
  return rows.map((row) => ({ emailId: String(row.email_id), conversationId: Number(row.conversation_id) }));
}

export interface ThreadState {
  id: number;
  customerId: number;
  integrationId: number;
  status: Status;
  bulk: boolean;
  subject: string;
  lastMessageAt: Date;
  /** Since when it is resolved or archived; null while it goes on. */
  closedAt: Date | null;
}

const STATE = sql`id, customer_id, integration_id, status, bulk, subject, last_message_at,
  case when status in ('resolved', 'archived') then coalesce(resolved_at, last_message_at) end as closed_at`;

const stateOf = (row: Row): ThreadState => ({
  id: Number(row.id),
  customerId: Number(row.customer_id),
  integrationId: Number(row.integration_id),
  status: row.status as Status,
  bulk: Boolean(row.bulk),
  subject: String(row.subject),
  lastMessageAt: new Date(String(row.last_message_at)),
  closedAt: row.closed_at === null ? null : new Date(String(row.closed_at)),
});

/** What filing must know of a conversation. `since` adds the customers' conversations that are that recent. */
export async function listThreadStates(
  db: Db,
  wanted: { ids: Set<number>; customerIds: Set<number>; integrationId: number; since: Date },
): Promise<ThreadState[]> {
  const ids = JSON.stringify([...wanted.ids]);
  const customerIds = JSON.stringify([...wanted.customerIds]);
  const rows = await db.execute<Row>(sql`
    select ${STATE} from conversations
    where company_id = ${db.companyId} and id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb))
    union
    select ${STATE} from conversations
    where company_id = ${db.companyId} and integration_id = ${wanted.integrationId}
      and customer_id in (select value::bigint from jsonb_array_elements_text(${customerIds}::jsonb))
      and last_message_at > ${wanted.since.toISOString()} and merged_into_id is null`);
  return rows.map(stateOf);
}

interface Ongoing {
  integrationId: number;
  customerIds: Set<number>;
}

/** The newest conversation of each of these customers with one number or webhook. */
export async function listNewestStates(
  db: Db,
  { integrationId, customerIds }: Ongoing,
): Promise<ThreadState[]> {
  if (customerIds.size === 0) return [];
  const rows = await db.execute<Row>(sql`
    select newest.* from jsonb_array_elements_text(${JSON.stringify([...customerIds])}::jsonb) asked(customer_id)
    cross join lateral (
      select ${STATE} from conversations c
      where c.company_id = ${db.companyId} and c.customer_id = asked.customer_id::bigint
        and c.integration_id = ${integrationId} and c.merged_into_id is null and not c.bulk
      order by c.last_message_at desc, c.id desc limit 1) newest`);
  return rows.map(stateOf);
}

/** The conversations of messages that a provider knows by these names. */
export async function listConversationsOfExternal(
  db: Db,
  { integrationId, externalIds }: { integrationId: number; externalIds: Set<string> },
): Promise<Map<string, number>> {
  if (externalIds.size === 0) return new Map();
  const rows = await db.execute<Row>(sql`
    select external_id, conversation_id from messages
    where company_id = ${db.companyId} and integration_id = ${integrationId}
      and external_id in ${listOf(externalIds)}`);
  return new Map(rows.map((row) => [String(row.external_id), Number(row.conversation_id)]));
}
