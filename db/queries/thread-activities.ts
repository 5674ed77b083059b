import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { ACTORS, Status } from "@/db/schema";

/** Something that happened to a conversation and that its thread tells. */
export interface ThreadActivity {
  id: number;
  happenedAt: Date;
  actor: (typeof ACTORS)[number];
  verb:
    | "status"
    | "assigned"
    | "moved"
    | "keptOut"
    | "filed"
    | "merged"
    | "automaticTakenBack"
    | "automaticHeldBack";
  /** Who did it; null for a rule and for the system. */
  employeeName: string | null;
  status: Status | null;
  /** Whom it was given to; null for nobody. */
  assigneeName: string | null;
  /** Null when it was taken out of its folder. */
  folderName: string | null;
  /** Why an automatic answer did not leave. */
  because: string | null;
}

interface Between {
  conversationId: number;
  /** Since this message; undefined is since the beginning. */
  fromId?: number;
  /** Until this message; undefined is until now. */
  beforeId?: number;
}

const SHOWN_AT_MOST = 200;

type Row = Record<string, unknown>;

/**
 * The newest that happened between two messages, the oldest first, also to what was merged into the conversation. What was
 * undone, and who only read, is left out.
 */
export async function listThreadActivities(
  db: Db,
  { conversationId, fromId, beforeId }: Between,
): Promise<ThreadActivity[]> {
  const moment = (id: number) =>
    sql`(select b.sent_at from messages b where b.company_id = ${db.companyId} and b.id = ${id})`;
  const rows = await db.execute<Row>(sql`
    with recursive halves (id) as (
      select ${conversationId}::bigint
      union
      select c.id from conversations c join halves h on h.id = c.merged_into_id where c.company_id = ${db.companyId})
    select a.id, a.happened_at, a.actor, a.verb, e.name as employee_name, g.name as assignee_name,
      a.detail->'after'->>'status' as status, a.detail->'filing'->>'folderName' as folder_name,
      a.detail->>'because' as because
    from activities a
    left join employees e on e.company_id = a.company_id and e.id = a.employee_id
    left join employees g on g.company_id = a.company_id and g.id = (a.detail->'after'->>'assigneeId')::bigint
    where a.company_id = ${db.companyId} and a.conversation_id in (select id from halves)
      and a.verb in ('status', 'assigned', 'moved', 'keptOut', 'filed', 'merged',
        'automaticTakenBack', 'automaticHeldBack')
      ${fromId === undefined ? sql`` : sql`and a.happened_at >= ${moment(fromId)}`}
      ${beforeId === undefined ? sql`` : sql`and a.happened_at < ${moment(beforeId)}`}
      and not exists (select 1 from activities u where u.company_id = a.company_id
        and u.conversation_id = a.conversation_id and u.verb = 'undone'
        and (u.detail->>'activityId')::bigint = a.id)
    order by a.id desc limit ${SHOWN_AT_MOST}`);
  return rows.map(activityOf).reverse();
}

const activityOf = (row: Row): ThreadActivity => ({
  id: Number(row.id),
  happenedAt: new Date(String(row.happened_at)),
  actor: row.actor as ThreadActivity["actor"],
  verb: row.verb as ThreadActivity["verb"],
  employeeName: row.employee_name as string | null,
  status: row.status as Status | null,
  assigneeName: row.assignee_name as string | null,
  folderName: row.folder_name as string | null,
  because: row.because as string | null,
});
