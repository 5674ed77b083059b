import type postgres from "postgres";

/** The words of the benchmark: one that three messages in ten hold, and one that about twenty of a million hold. */
export const COMMON_WORD = "livraison";
export const rareWord = (messageId: number) => `zyg${messageId % 50_000}`;

export interface Filled {
  companyId: number;
  employeeId: number;
  folderId: number;
  /** The conversation with the most messages: a thousandth of all, two thousand at a million. */
  longConversationId: number;
  conversationId: number;
  rare: string;
}

const BODIES = 4_000;

/** Texts of about 110 words, shared by all companies: made once, so that a million messages are copied, not composed. */
export async function makeBodies(sql: postgres.Sql): Promise<void> {
  await sql`create unlogged table bench.bodies (n int primary key, body text not null, search tsvector not null)`;
  await sql.unsafe(`
    with body as (
      select n, (
        select string_agg(case
            when w = 1 and n % 10 < 3 then '${COMMON_WORD}'
            when w % 9 = 0 then 'commande'
            when random() < 0.35 then (array['bonjour','merci','avec','pour','lampe','suspension','facture','delivery','please','order','client','rendez-vous','adresse','colis'])[1 + floor(random() * 14)::int]
            else 'mot' || floor(power(random(), 3) * 20000)::int end, ' ')
        from generate_series(1, 110) w where n > 0) as body
      from generate_series(1, ${BODIES}) n)
    insert into bench.bodies select n, body, setweight(to_tsvector('inbox', body), 'D') from body`);
}

/**
 * Fills a new company with `messages` messages in a third as many conversations over three years, written in SQL as a
 * superuser. Open, unread and assigned are as rare as in a company that answers its mail.
 */
export async function fillCompany(sql: postgres.Sql, messages: number): Promise<Filled> {
  const [company] = await sql`insert into companies (name) values (${`Bench ${messages}`}) returning id`;
  const companyId = Number(company?.id);
  const [start] = await sql`select coalesce(max(id), 0)::bigint as id from messages`;
  const firstId = Number(start?.id);
  const size = { companyId, messages, conversations: Math.ceil(messages / 3), firstId };
  const employeeId = await fillPeople(sql, size);
  await fillConversations(sql, size);
  await fillMessages(sql, size);
  const [folder] = await sql`select min(id) as id from folders where company_id = ${companyId}`;
  const [open] = await sql`
    select id from conversations where company_id = ${companyId} and open order by last_message_at desc limit 1 offset 5`;
  return {
    companyId,
    employeeId,
    folderId: Number(folder?.id),
    longConversationId: firstId + 1,
    conversationId: Number(open?.id),
    rare: rareWord(firstId + Math.ceil(messages / 2)),
  };
}

interface Size {
  companyId: number;
  messages: number;
  conversations: number;
  firstId: number;
}

async function fillPeople(sql: postgres.Sql, { companyId, conversations }: Size): Promise<number> {
  const [first] = await sql`
    with p as (
      insert into people (email, name)
      select 'bench-' || ${companyId}::int || '-' || n || '@bench.test', 'Employé ' || n from generate_series(1, 8) n
      returning id, name)
    insert into employees (company_id, person_id, name, role)
    select ${companyId}, id, name, 'owner' from p order by id returning id`;
  await sql`
    insert into folders (company_id, name, icon, position)
    select ${companyId}, 'Dossier ' || n, 'folder', n from generate_series(1, 12) n`;
  await sql`
    insert into integrations (company_id, source, name, address, checked_at)
    select ${companyId}, source, source, source || '@bench.test', now()
    from unnest(array['email', 'sms', 'whatsapp', 'webhook']) source`;
  await sql`
    with c as (
      insert into customers (company_id, name)
      select ${companyId}, 'Client ' || n from generate_series(1, ${Math.ceil(conversations / 3)}::int) n returning id)
    insert into customer_addresses (company_id, kind, address, customer_id)
    select ${companyId}, 'email', 'client-' || id || '@example.test', id from c`;
  return Number(first?.id);
}

// Conversation n of the company has the id firstId + n; the first one is the long one.
async function fillConversations(sql: postgres.Sql, size: Size): Promise<void> {
  const { companyId, conversations, firstId } = size;
  await sql`
    with base as (
      select (select min(id) from folders where company_id = ${companyId}) as folder,
        (select min(id) from employees where company_id = ${companyId}) as employee,
        (select min(id) from customers where company_id = ${companyId}) as customer,
        (select count(*)::int from customers where company_id = ${companyId}) as customers),
    made as (
      select n, random() as dice, random() as folder_dice, random() as source_dice,
        now() - interval '3 years' * (1 - n::float / ${conversations}::int) - interval '1 minute' as at
      from generate_series(1, ${conversations}::int) n),
    shown as (
      select *, n > ${conversations}::int * 0.96 and dice < 0.8 as is_open from made)
    insert into conversations (company_id, id, customer_id, integration_id, source, folder_id, filed_by, status, priority,
      assignee_id, unread, subject, preview, message_count, has_attachment, first_message_at, last_message_at, waiting_since)
    select ${companyId}, ${firstId}::bigint + n, base.customer + n % base.customers, i.id, i.source,
      case when folder_dice < 0.1 then null else base.folder + floor(power(folder_dice, 2) * 12)::int end,
      case when folder_dice < 0.1 then null else 'rule' end,
      case when is_open then (array['new', 'in_progress', 'in_progress', 'urgent'])[1 + floor(dice * 5)::int % 4]
        when dice < 0.04 then 'spam' when dice < 0.5 then 'archived' else 'resolved' end,
      case when dice < 0.03 then 2 else 0 end,
      case when dice < 0.4 then null else base.employee + floor(dice * 8)::int % 8 end,
      is_open and dice < 0.25, 'Commande ' || n, 'Bonjour, où en est ma commande ' || n || ' ?', 3, n % 7 = 0, at, at,
      case when is_open then at end
    from shown cross join base
    join integrations i on i.company_id = ${companyId}
      and i.source = case when source_dice < 0.7 then 'email' when source_dice < 0.85 then 'sms'
        when source_dice < 0.95 then 'whatsapp' else 'webhook' end
    order by n`;
  await sql`select setval(pg_get_serial_sequence('conversations', 'id'), ${firstId + conversations})`;
}

const SLICE = 100_000;

async function fillMessages(sql: postgres.Sql, size: Size): Promise<void> {
  for (let from = 0; from < size.messages; from += SLICE) {
    await fillSlice(sql, size, { from, to: Math.min(from + SLICE, size.messages) });
  }
  await sql`select setval(pg_get_serial_sequence('messages', 'id'), ${size.firstId + size.messages})`;
}

async function fillSlice(
  sql: postgres.Sql,
  size: Size,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const { companyId, conversations, firstId } = size;
  await sql`
    with asked as materialized (
      select n, ${firstId}::bigint + n as id,
        ${firstId}::bigint + case when n % 500 = 0 then 1 else 1 + (n - 1) / 3 % ${conversations}::int end as conversation
      from generate_series(${from + 1}::int, ${to}::int) n),
    r as materialized (
      select a.*, c.integration_id, b.body || ' zyg' || a.id % 50000 as body, c.first_message_at + interval '1 second' * (a.n % 3) as at,
        b.search || to_tsvector('simple', 'zyg' || a.id % 50000) as search
      from asked a
      join conversations c on c.company_id = ${companyId} and c.id = a.conversation
      join bench.bodies b on b.n = 1 + a.n % ${BODIES}::int),
    contents as (
      insert into message_contents (company_id, message_id, full_text) select ${companyId}, id, body from r),
    found as (
      insert into message_search (company_id, message_id, conversation_id, sent_at, search)
      select ${companyId}, id, conversation, at, search from r)
    insert into messages (company_id, id, conversation_id, integration_id, kind, sent_at, sender_name, sender_address,
      subject, body, email_id, content_hash, delivery)
    select ${companyId}, id, conversation, integration_id, case when n % 3 = 2 then 'outbound' else 'inbound' end, at,
      'Client', 'client@example.test', 'Commande', body, 'bench-' || id || '@example.test', md5(id::text),
      case when n % 3 = 2 then 'sent' end
    from r order by n`;
}
