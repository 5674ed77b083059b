import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Status } from "@/db/schema";
import type { ListFilter } from "@/lib/conversations/view/list-filter";

export interface Asked {
  filter: ListFilter;
  /** Whose "mine" and whose drafts. */
  employeeId: number;
}

const RANKS: Record<Status, number> = {
  urgent: 5,
  new: 4,
  in_progress: 3,
  resolved: 2,
  archived: 1,
  spam: 0,
};

/** What `c`, a conversation, must be. Assembled here: "$1 is null or …" would take the plan its index. */
export function conditionsOf(db: Db, { filter, employeeId }: Asked): SQL[] {
  const conditions = [sql`c.company_id = ${db.companyId}`, sql`c.merged_into_id is null`];
  const add = (condition: SQL | undefined) => condition && conditions.push(condition);
  add(viewIs(db, filter, employeeId));
  if (filter.status === "open") add(sql`c.open`);
  else if (filter.status !== "any") add(sql`c.status_rank = ${RANKS[filter.status]}`);
  else if (filter.view !== "all") add(sql`c.status_rank > 0`);
  add(same(sql`c.folder_id`, filter.folder));
  add(same(sql`c.assignee_id`, filter.assignee));
  add(same(sql`c.integration_id`, filter.channel));
  if (filter.source) add(sql`c.source = ${filter.source}`);
  if (filter.sort === "waiting" && !filter.q) add(sql`c.waiting_since is not null`);
  return conditions;
}

function same(column: SQL, value: number | "none" | undefined): SQL | undefined {
  if (value === undefined) return undefined;
  return value === "none" ? sql`${column} is null` : sql`${column} = ${value}`;
}

function viewIs(db: Db, { view, folder, q }: ListFilter, employeeId: number): SQL | undefined {
  if (view === "inbox") return q || folder !== undefined ? undefined : sql`not c.bulk`;
  if (view === "mine") return sql`c.assignee_id = ${employeeId}`;
  if (view === "unassigned") return sql`c.assignee_id is null`;
  if (view === "newsletters") return sql`c.bulk`;
  if (view === "sent") return sql`c.first_reply_at is not null`;
  if (view === "drafts")
    return sql`c.id in (select d.conversation_id from drafts d
      where d.company_id = ${db.companyId} and d.employee_id = ${employeeId})`;
  if (view === "failed")
    return sql`c.id in (select m.conversation_id from messages m
      where m.company_id = ${db.companyId} and m.delivery in ('failed', 'unknown'))`;
  return undefined;
}
