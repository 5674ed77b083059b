import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

/**
 * Gives conversations back what an employee's own activities say they were before, and notes it. What was changed
 * again since then, by anybody, is left as it is. Returns the conversations that were restored.
 */
export async function restoreFromActivities(
  db: Db,
  { activityIds, employeeId }: { activityIds: number[]; employeeId: number },
): Promise<number[]> {
  const company = db.companyId;
  const rows = await db.execute<{ id: string }>(sql`
    with undone as (
      select a.id, a.conversation_id, a.detail->'before' as was, a.detail->'after' as became
      from activities a
      where a.company_id = ${company} and a.employee_id = ${employeeId} and a.detail ? 'before'
        and a.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(activityIds)}::jsonb))
    ), restored as (
      update conversations c set
        status = coalesce(was->>'status', c.status),
        resolved_at = case when was ? 'status' then (was->>'resolvedAt')::timestamptz else c.resolved_at end,
        waiting_since = case when was ? 'status' then (was->>'waitingSince')::timestamptz else c.waiting_since end,
        assignee_id = case when was ? 'assigneeId' then (was->>'assigneeId')::bigint else c.assignee_id end,
        folder_id = case when not was ? 'folderId' then c.folder_id else (
          select f.id from folders f where f.company_id = ${company} and f.id = (was->>'folderId')::bigint
            and f.archived_at is null) end,
        filed_by = case when was ? 'filedBy' then was->>'filedBy' else c.filed_by end,
        filing = case when was ? 'filing' then nullif(was->'filing', 'null'::jsonb) else c.filing end,
        unread = coalesce((was->>'unread')::boolean, c.unread),
        bulk = coalesce((was->>'bulk')::boolean, c.bulk)
      from undone
      where c.company_id = ${company} and c.id = undone.conversation_id and c.merged_into_id is null
        and jsonb_build_object('status', c.status, 'assigneeId', c.assignee_id, 'folderId', c.folder_id,
          'filedBy', c.filed_by, 'unread', c.unread, 'bulk', c.bulk) @> became
      returning c.id, undone.id as activity_id
    ), logged as (
      insert into activities (company_id, conversation_id, actor, employee_id, verb, detail)
      select ${company}, id, 'person', ${employeeId}, 'undone', jsonb_build_object('activityId', activity_id)
      from restored
    )
    select id from restored`);
  const ids = rows.map((row) => Number(row.id));
  for (const id of ids) db.changed.add(id);
  return ids;
}
