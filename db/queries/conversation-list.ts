import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Sort } from "@/lib/conversations/view/list-filter";
import { type Asked, conditionsOf } from "./conversation-conditions";
import { type ConversationRow, isoOf, readRows } from "./conversation-rows";

/** Where a page ends; the next one begins behind it. Opaque outside. */
export type Cursor = string;

export const PAGE = 50;

/** One page of the list, in the order asked for. A row that stays where it is comes exactly once in a walk of all pages. */
export async function listConversations(
  db: Db,
  asked: Asked & { cursor?: Cursor },
): Promise<{ rows: ConversationRow[]; next: Cursor | null }> {
  const { sort } = asked.filter;
  const conditions = conditionsOf(db, asked);
  if (asked.cursor) conditions.push(behind(sort, asked.cursor));
  const page = sql`
    select c.*, ${KEYS[sort].key} as sort_key from conversations c
    where ${sql.join(conditions, sql` and `)}
    order by ${KEYS[sort].order} limit ${PAGE + 1}`;
  const rows = await readRows(db, asked.employeeId, page, KEYS[sort].again);
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return {
    rows: rows.slice(0, PAGE).map(({ sortKey: _, ...row }) => row),
    next: last ? cursorOf(last) : null,
  };
}

// The indexes say "desc nulls last"; an order that does not say so cannot use them.
const KEYS: Record<Sort, { key: SQL; order: SQL; again: SQL }> = {
  recent: {
    key: sql`''`,
    order: sql`c.last_message_at desc nulls last, c.id desc nulls last`,
    again: sql`p.last_message_at desc, p.id desc`,
  },
  priority: {
    key: sql`c.priority`,
    order: sql`c.priority desc nulls last, c.last_message_at desc nulls last, c.id desc nulls last`,
    again: sql`p.priority desc, p.last_message_at desc, p.id desc`,
  },
  status: {
    key: sql`c.status_rank`,
    order: sql`c.status_rank desc nulls last, c.last_message_at desc nulls last, c.id desc nulls last`,
    again: sql`p.status_rank desc, p.last_message_at desc, p.id desc`,
  },
  waiting: {
    key: isoOf(sql`c.waiting_since`),
    order: sql`c.waiting_since, c.id`,
    again: sql`p.waiting_since, p.id`,
  },
};

const cursorOf = (row: { sortKey: string; lastMessageAt: string; id: number }): Cursor =>
  [row.sortKey, row.lastMessageAt, row.id].join("~");

/** A cursor that was not ours is no cursor: the list begins again. */
function behind(sort: Sort, cursor: Cursor): SQL {
  const [key = "", at = "", id = ""] = cursor.split("~");
  const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text);
  if (!/^\d{1,18}$/.test(id) || !isMoment(at)) return sql`true`;
  if (sort === "waiting" && isMoment(key))
    return sql`(c.waiting_since, c.id) > (${key}::timestamptz, ${id}::bigint)`;
  if (sort === "recent") return sql`(c.last_message_at, c.id) < (${at}::timestamptz, ${id}::bigint)`;
  if (!/^-?\d{1,5}$/.test(key)) return sql`true`;
  const column = sort === "priority" ? sql`c.priority` : sql`c.status_rank`;
  return sql`(${column}, c.last_message_at, c.id) < (${key}::smallint, ${at}::timestamptz, ${id}::bigint)`;
}

/** The net under an unlucky filter: what takes longer in this transaction fails with 57014. */
export async function limitTime(db: Db, milliseconds: number): Promise<void> {
  await db.execute(sql`select set_config('statement_timeout', ${String(milliseconds)}, true)`);
}
