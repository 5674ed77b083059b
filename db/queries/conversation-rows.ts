import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Delivery, Filer, Source, Status } from "@/db/schema";

/** A line of the list. Moments are ISO texts with microseconds: a Date would lose them. */
export interface ConversationRow {
  id: number;
  customerName: string;
  organization: string;
  subject: string;
  preview: string;
  source: Source;
  status: Status;
  priority: number;
  unread: boolean;
  bulk: boolean;
  messageCount: number;
  hasAttachment: boolean;
  lastMessageAt: string;
  waitingSince: string | null;
  integrationId: number;
  assigneeId: number | null;
  assigneeName: string | null;
  folderId: number | null;
  folderName: string | null;
  filedBy: Filer | null;
  /** How sure a classifier was of the folder, or of the one it only suggests; null when none was asked. */
  filingConfidence: number | null;
  answered: boolean;
  /** The customer is to be written to again, now. */
  followUpDue: boolean;
  /** The worst of its messages that did not certainly leave. */
  trouble: Extract<Delivery, "failed" | "unknown"> | null;
  troubleDetail: string | null;
  /** The beginning of what the customer last wrote, of an SMS or a WhatsApp conversation. */
  lastWords: string | null;
  /** On WhatsApp, when the customer last wrote in it. */
  lastInboundAt: string | null;
  /** The beginning of what this employee has written and not sent. */
  draft: string | null;
}

type SortedRow = ConversationRow & { sortKey: string };
type Raw = { [Name in keyof SortedRow]: SortedRow[Name] };

export function isoOf(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The lines of the conversations that `page` selects (as `c.*` with a `sort_key`), in the order of `again`. */
export async function readRows(db: Db, employeeId: number, page: SQL, again: SQL): Promise<SortedRow[]> {
  const rows = await db.execute<Raw>(sql`
    with p as materialized (${page})
    select p.id, u.name as "customerName", u.organization, p.subject, p.preview, p.source, p.status, p.priority,
      p.unread, p.bulk, p.message_count as "messageCount", p.has_attachment as "hasAttachment",
      ${isoOf(sql`p.last_message_at`)} as "lastMessageAt", ${isoOf(sql`p.waiting_since`)} as "waitingSince",
      p.integration_id as "integrationId", p.assignee_id as "assigneeId", e.name as "assigneeName",
      p.folder_id as "folderId", f.name as "folderName", p.filed_by as "filedBy",
      case when p.filed_by is distinct from 'person' then (p.filing->>'confidence')::float8 end as "filingConfidence",
      p.first_reply_at is not null as answered, exists (
        select from follow_ups r where r.company_id = ${db.companyId} and r.conversation_id = p.id
          and r.announced_at is not null and r.ended_at is null) as "followUpDue",
      t.delivery as trouble, t.delivery_detail as "troubleDetail",
      w.words as "lastWords", ${isoOf(sql`case when p.source = 'whatsapp' then w.sent_at end`)} as "lastInboundAt",
      d.draft, p.sort_key as "sortKey"
    from p
    join customers u on u.company_id = ${db.companyId} and u.id = p.customer_id
    left join employees e on e.company_id = ${db.companyId} and e.id = p.assignee_id
    left join folders f on f.company_id = ${db.companyId} and f.id = p.folder_id
    left join lateral (
      select m.delivery, m.delivery_detail from messages m
      where m.company_id = ${db.companyId} and m.conversation_id = p.id and m.delivery in ('failed', 'unknown')
      order by m.delivery, m.id desc limit 1) t on true
    left join lateral (
      select m.sent_at, left(regexp_replace(left(m.body, 600), '\\s+', ' ', 'g'), 140) as words from messages m
      where p.source in ('sms', 'whatsapp') and m.company_id = ${db.companyId} and m.conversation_id = p.id and m.kind = 'inbound'
        and m.content->'reaction' is null
      order by m.sent_at desc, m.id desc limit 1) w on true
    left join lateral (
      select left(regexp_replace(d.body, '\\s+', ' ', 'g'), 140) as draft from drafts d
      where d.company_id = ${db.companyId} and d.conversation_id = p.id and d.employee_id = ${employeeId}
      order by d.saved_at desc limit 1) d on true
    order by ${again}`);
  return rows.map((row) => ({ ...row, ...idsOf(row), sortKey: String(row.sortKey) }));
}

// A bigint comes as text.
const idsOf = ({ id, integrationId, assigneeId, folderId }: Raw) => ({
  id: Number(id),
  integrationId: Number(integrationId),
  assigneeId: assigneeId === null ? null : Number(assigneeId),
  folderId: folderId === null ? null : Number(folderId),
});
