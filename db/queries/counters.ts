import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Source } from "@/db/schema";

/** Above it people read "999+", and the count stops. */
const COUNTED_AT_MOST = 1_000;

/** What waits unread, per place; `failed` and `drafts` count conversations whether read or not. */
export interface Counters {
  inbox: number;
  mine: number;
  unassigned: number;
  withoutFolder: number;
  newsletters: number;
  failed: number;
  drafts: number;
}

/** Counted at every read over partial indexes and never beyond the cap: it cannot be wrong, and takes no lock. */
export async function countUnread(db: Db, employeeId: number): Promise<Counters> {
  const company = db.companyId;
  const open = sql`from conversations c where c.company_id = ${company} and c.unread and c.open`;
  const [row] = await db.execute<{ [Name in keyof Counters]: number }>(sql`select
    ${capped(open)} as inbox,
    ${capped(sql`${open} and c.assignee_id = ${employeeId}`)} as mine,
    ${capped(sql`${open} and c.assignee_id is null`)} as unassigned,
    ${capped(sql`${open} and c.folder_id is null`)} as "withoutFolder",
    ${capped(sql`from conversations c where c.company_id = ${company} and c.unread and c.bulk`)} as newsletters,
    (select count(distinct t.conversation_id)::int from (
      select m.conversation_id from messages m
      where m.company_id = ${company} and m.delivery in ('failed', 'unknown') limit ${COUNTED_AT_MOST}) t) as failed,
    (select count(distinct d.conversation_id)::int from drafts d
      join conversations c on c.company_id = d.company_id and c.id = d.conversation_id and c.merged_into_id is null
      where d.company_id = ${company} and d.employee_id = ${employeeId}) as drafts`);
  if (!row) throw new Error("The counters did not come back");
  return row;
}

export interface CountedFolder {
  id: number;
  name: string;
  icon: string;
  unread: number;
}

/** The folders in use, in their order, each with its unread conversations. */
export async function listCountedFolders(db: Db): Promise<CountedFolder[]> {
  const unread = capped(sql`from conversations c
    where c.company_id = f.company_id and c.folder_id = f.id and c.unread and c.open`);
  const rows = await db.execute<{ id: string; name: string; icon: string; unread: number }>(sql`
    select f.id, f.name, f.icon, ${unread} as unread from folders f
    where f.company_id = ${db.companyId} and f.archived_at is null order by f.position, f.id`);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

export interface Channel {
  id: number;
  source: Source;
  name: string;
  address: string;
  failing: boolean;
  /** Who gave access to it, where that was a provider; it fails with `isLost` until it is given again. */
  consent: { provider: string; consentUntil: string | null; isLost: boolean } | null;
  paused: boolean;
  /** Its servers are on this very machine, or its provider may be. */
  local: boolean;
}

/** Where messages come in. */
export async function listChannels(db: Db): Promise<Channel[]> {
  const rows = await db.execute<Omit<Channel, "id"> & { id: string }>(sql`
    select i.id, i.source, i.name, i.address, i.failing_since is not null and i.paused_at is null as failing,
      case when i.settings ? 'oauth' and i.paused_at is null then jsonb_build_object(
        'provider', i.settings #>> '{oauth,provider}', 'consentUntil', i.settings #>> '{oauth,consentUntil}',
        'isLost', coalesce(i.failure = 'consent', false)) end as consent,
      i.paused_at is not null as paused,
      i.source in ('sms', 'whatsapp') or coalesce(i.settings ->> 'imapHost', i.settings ->> 'callbackUrl', '')
        ~ '^(http://)?127\\.0\\.0\\.1\\M' as local
    from integrations i where i.company_id = ${db.companyId} order by i.name, i.id`);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

const capped = (from: SQL) =>
  sql`(select count(*)::int from (select 1 ${from} limit ${COUNTED_AT_MOST}) capped)`;
