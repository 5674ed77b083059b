import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { owner } from "@/db/connection";
import type { Arrangement } from "./arrange";

/** Who took which conversation and who closed it, when they did. */
export async function writeTrail(db: Db, arranged: Arrangement[]): Promise<void> {
  await db.execute(sql`
    with r as (
      select m.conversation_id, m.sent_at, a.* from jsonb_to_recordset(${JSON.stringify(arranged)}::jsonb)
        as a(first_id text, status text, assignee_id bigint, resolved_at timestamptz)
      join messages m on m.company_id = ${db.companyId} and a.first_id in (m.email_id, m.external_id)
    ), trail as (
      select conversation_id, assignee_id as employee_id, 'assigned' as verb,
        jsonb_build_object('before', jsonb_build_object('assigneeId', null),
          'after', jsonb_build_object('assigneeId', assignee_id)) as detail,
        sent_at + interval '4 minutes' as happened_at
      from r where assignee_id is not null
      union all
      select conversation_id, assignee_id, 'status', jsonb_build_object('before', jsonb_build_object('status', 'in_progress'),
        'after', jsonb_build_object('status', status)), resolved_at
      from r where resolved_at is not null and assignee_id is not null
    )
    insert into activities (company_id, conversation_id, actor, employee_id, verb, detail, happened_at)
    select ${db.companyId}, conversation_id, 'person', employee_id, verb, detail, happened_at
    from trail order by happened_at`);
}

/**
 * Dates what the rules did to past mails to the day of those mails. Nobody may change the trail, the app least of all:
 * its role is given that right for this one transaction.
 */
export async function dateFilings(companyId: number): Promise<void> {
  await owner().database.transaction(async (tx) => {
    await tx.execute(sql`grant update (happened_at) on activities to inbox_app`);
    await tx.execute(
      sql`select set_config('role', 'inbox_app', true), set_config('app.company_id', ${String(companyId)}, true)`,
    );
    await tx.execute(sql`
      update activities a set happened_at = c.first_message_at + interval '2 seconds'
      from conversations c
      where a.company_id = ${companyId} and c.company_id = a.company_id and c.id = a.conversation_id
        and a.verb = 'filed'`);
    await tx.execute(sql`reset role`);
    await tx.execute(sql`revoke update (happened_at) on activities from inbox_app`);
  });
}
