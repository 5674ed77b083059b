import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { AutoReplyCaps, Message, Status } from "@/db/schema";

/** What the conversation of a message and its customer's past tell, read at one moment. */
export interface ReplyFacts {
  now: Date;
  status: Status;
  isCustomer: boolean;
  wasAnsweredBefore: boolean;
  hasNewerMessage: boolean;
  answeredBy: "person" | "machine" | null;
  personAnsweredAt: Date | null;
  draftSavedAt: Date | null;
  automaticSincePerson: number;
  hasTroubledAnswer: boolean;
  wasTakenBack: boolean;
}

type Row = Record<string, unknown>;

const moment = (value: unknown) => (value ? new Date(String(value)) : null);

/** A message of ours that nobody but a person wrote, wherever they wrote it. */
const BY_PERSON = sql`o.kind = 'outbound' and o.origin = 'person'`;

/**
 * What was written here has no hash, and came after every message with a smaller id; what was fetched is ordered by its
 * date alone.
 */
const after = (message: Message) => sql`(o.sent_at > ${message.sentAt.toISOString()}::timestamptz
  or (o.content_hash is null and o.id > ${message.id}))`;

export async function readReplyFacts(db: Db, message: Message): Promise<ReplyFacts> {
  const own = sql`o.company_id = ${db.companyId} and o.conversation_id = ${message.conversationId}`;
  const rows = await db.execute<Row>(sql`
    with person as (
      select max(o.sent_at) as at, max(o.id) as id from messages o where ${own} and ${BY_PERSON}
    )
    select clock_timestamp() as now, c.status, p.at as person_answered_at,
      exists (select from customer_addresses a where a.company_id = c.company_id and a.customer_id = c.customer_id
        and a.address in (${message.senderAddress}, ${message.senderAddress.toLowerCase()})) as is_customer,
      exists (select from conversations k join messages o on o.company_id = k.company_id and o.conversation_id = k.id
        where k.company_id = c.company_id and k.customer_id = c.customer_id and ${BY_PERSON}
          and o.delivery = 'sent' and o.sent_at < ${message.sentAt.toISOString()}::timestamptz) as was_answered_before,
      exists (select from messages o where ${own} and o.kind = 'inbound' and o.origin = 'person'
        and o.content->'reaction' is null
        and (o.sent_at, o.id) > (${message.sentAt.toISOString()}::timestamptz, ${message.id})) as has_newer_message,
      (select case when bool_or(o.origin = 'person') then 'person' when count(*) > 0 then 'machine' end
        from messages o where ${own} and o.kind = 'outbound' and ${after(message)}) as answered_by,
      (select max(d.saved_at) from drafts d where d.company_id = c.company_id and d.conversation_id = c.id
        and d.kind = 'reply' and d.body ~ '[^[:space:]]') as draft_saved_at,
      (select count(*) from automatic_answers w where w.company_id = c.company_id and w.conversation_id = c.id
        and w.message_id > coalesce(p.id, 0)) as automatic_since_person,
      exists (select from messages o where ${own} and o.kind = 'outbound' and o.origin = 'automatic'
        and o.id > coalesce(p.id, 0) and (o.delivery in ('failed', 'unknown') or o.bounced_at is not null)
      ) as has_troubled_answer,
      exists (select from activities t where t.company_id = c.company_id and t.conversation_id = c.id
        and t.verb in ('automaticTakenBack', 'automaticHeldBack')
        and t.happened_at > coalesce(p.at, '-infinity')
        and (t.verb = 'automaticTakenBack' or (t.detail->>'answeredMessageId')::bigint = ${message.id})
      ) as was_taken_back
    from conversations c cross join person p
    where c.company_id = ${db.companyId} and c.id = ${message.conversationId}`);
  const [row] = rows;
  if (!row) throw new Error(`Conversation ${message.conversationId} is not there`);
  return {
    now: new Date(String(row.now)),
    status: row.status as Status,
    isCustomer: Boolean(row.is_customer),
    wasAnsweredBefore: Boolean(row.was_answered_before),
    hasNewerMessage: Boolean(row.has_newer_message),
    answeredBy: row.answered_by as ReplyFacts["answeredBy"],
    personAnsweredAt: moment(row.person_answered_at),
    draftSavedAt: moment(row.draft_saved_at),
    automaticSincePerson: Number(row.automatic_since_person),
    hasTroubledAnswer: Boolean(row.has_troubled_answer),
    wasTakenBack: Boolean(row.was_taken_back),
  };
}

interface Counted {
  conversationId: number;
  customerId: number;
  integrationId: number;
  /** Null for one that strangers share. */
  domain: string | null;
  bodyHash: string;
}

export interface AutomaticPast {
  counts: Record<keyof AutoReplyCaps, number>;
  isBodyAnswered: boolean;
}

/** How often a machine answered lately, around one message. */
export async function countAutomaticAnswers(db: Db, counted: Counted): Promise<AutomaticPast> {
  const { conversationId, customerId, integrationId, domain, bodyHash } = counted;
  const recent = (period: string) => sql`w.queued_at > now() - ${period}::interval`;
  const [row] = await db.execute<Row>(sql`
    select count(*) filter (where w.conversation_id = ${conversationId} and ${recent("1 day")}) as "conversationPerDay",
      count(*) filter (where w.customer_id = ${customerId} and ${recent("1 day")}) as "customerPerDay",
      count(*) filter (where w.domain = ${domain} and ${recent("1 hour")}) as "domainPerHour",
      count(*) filter (where w.integration_id = ${integrationId} and ${recent("1 hour")}) as "mailboxPerHour",
      count(*) filter (where ${recent("1 hour")}) as "companyPerHour",
      coalesce(bool_or(w.body_hash = ${bodyHash} and (w.customer_id = ${customerId} or w.domain = ${domain})), false)
        as body_answered
    from automatic_answers w
    where w.company_id = ${db.companyId} and w.queued_at > now() - interval '7 days'`);
  const caps = ["conversationPerDay", "customerPerDay", "domainPerHour", "mailboxPerHour", "companyPerHour"];
  const counts = Object.fromEntries(caps.map((cap) => [cap, Number(row?.[cap])]));
  return { counts: counts as AutomaticPast["counts"], isBodyAnswered: Boolean(row?.body_answered) };
}

const EARLIER_AT_MOST = 20;

interface Earlier {
  /** What we wrote in the conversation, and what was answered by machine to the customer. */
  subjects: string[];
  /** What the customer wrote and a machine answered. */
  bodies: string[];
}

/** What a loop would repeat. */
export async function listEarlierWords(
  db: Db,
  { message, customerId }: { message: Message; customerId: number },
): Promise<Earlier> {
  const [subjects, answered] = await Promise.all([
    db.execute<Row>(sql`
      select distinct subject from (
        select o.subject from messages o where o.company_id = ${db.companyId}
          and o.conversation_id = ${message.conversationId} and o.kind = 'outbound' and ${after(message)} is not true
        order by o.sent_at desc limit ${EARLIER_AT_MOST}) ours`),
    db.execute<Row>(sql`
      select w.subject, left(a.body, 20000) as body from automatic_answers w
      join messages a on a.company_id = w.company_id and a.id = w.answered_message_id
      where w.company_id = ${db.companyId} and w.customer_id = ${customerId}
        and w.answered_message_id <> ${message.id} and w.queued_at > now() - interval '7 days'
      order by w.queued_at desc limit ${EARLIER_AT_MOST}`),
  ]);
  return {
    subjects: [...subjects, ...answered].map(({ subject }) => String(subject)),
    bodies: answered.map(({ body }) => String(body)),
  };
}
