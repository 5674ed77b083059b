import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { employees, type FollowUp, type FollowUpEnding, followUps } from "@/db/schema";

export type OpenFollowUp = Pick<
  FollowUp,
  "id" | "kind" | "dueAt" | "note" | "announcedAt" | "createdById"
> & {
  assigneeName: string | null;
};

/** The follow-ups of a conversation that are still to come or to be done, the next one first. */
export async function listOpenFollowUps(db: Db, conversationId: number): Promise<OpenFollowUp[]> {
  return db
    .select({
      id: followUps.id,
      kind: followUps.kind,
      dueAt: followUps.dueAt,
      note: followUps.note,
      announcedAt: followUps.announcedAt,
      createdById: followUps.createdById,
      assigneeName: employees.name,
    })
    .from(followUps)
    .leftJoin(
      employees,
      and(eq(employees.companyId, followUps.companyId), eq(employees.id, followUps.assigneeId)),
    )
    .where(
      and(
        eq(followUps.companyId, db.companyId),
        eq(followUps.conversationId, conversationId),
        isNull(followUps.endedAt),
      ),
    )
    .orderBy(asc(followUps.dueAt), asc(followUps.id))
    .limit(20);
}

export async function findFollowUp(db: Db, id: number): Promise<FollowUp | undefined> {
  const [row] = await db
    .select()
    .from(followUps)
    .where(and(eq(followUps.companyId, db.companyId), eq(followUps.id, id)));
  return row;
}

type New = Pick<
  FollowUp,
  "conversationId" | "afterMessageId" | "dueAt" | "note" | "assigneeId" | "createdById"
>;

export async function insertFollowUp(db: Db, followUp: New): Promise<number> {
  const [row] = await db
    .insert(followUps)
    .values({ ...followUp, companyId: db.companyId })
    .returning({ id: followUps.id });
  if (!row) throw new Error("The follow-up did not come back");
  db.changed.add(followUp.conversationId);
  return row.id;
}

/** Ends a follow-up, once: false when it had ended before. */
export async function endFollowUp(db: Db, id: number, ending: FollowUpEnding): Promise<boolean> {
  const rows = await db
    .update(followUps)
    .set({ ending, endedAt: sql`now()` })
    .where(and(eq(followUps.companyId, db.companyId), eq(followUps.id, id), isNull(followUps.endedAt)))
    .returning({ conversationId: followUps.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
  return rows.length > 0;
}

const AT = "09:00";

/**
 * Plans writing again where a folder wants it: for each conversation whose last word is ours, at nine in the company's
 * morning, so many days after it, on a weekday. Each of our messages is planned for once. Returns how many.
 */
export async function planFollowUps(db: Db): Promise<number> {
  const rows = await db.execute<{ conversation_id: string }>(sql`
    insert into follow_ups (company_id, conversation_id, after_message_id, kind, due_at, assignee_id)
    select c.company_id, c.id, m.id, f.follow_up_kind,
      (d.day + case extract(isodow from d.day) when 6 then 2 when 7 then 1 else 0 end + ${AT}::time) at time zone o.time_zone,
      c.assignee_id
    from folders f
    join companies o on o.id = f.company_id
    join conversations c on c.company_id = f.company_id and c.folder_id = f.id
    cross join lateral (
      select l.id, l.kind, l.delivery, l.sent_at from messages l
      where l.company_id = c.company_id and l.conversation_id = c.id and l.kind <> 'note' and l.origin <> 'bounce'
      order by l.sent_at desc, l.id desc limit 1) m
    cross join lateral (select (m.sent_at at time zone o.time_zone)::date + f.follow_up_days as day) d
    where f.company_id = ${db.companyId} and f.follow_up_days is not null and f.archived_at is null
      and c.open and c.merged_into_id is null and c.last_message_at > now() - interval '3 days'
      and m.kind = 'outbound' and m.delivery = 'sent'
    on conflict do nothing
    returning conversation_id`);
  for (const row of rows) db.changed.add(Number(row.conversation_id));
  return rows.length;
}

/**
 * Ends what has become pointless: the customer wrote, on whatever channel; somebody of ours wrote again; or the conversation
 * is closed. Returns how many.
 */
export async function endPointless(db: Db): Promise<number> {
  const rows = await db.execute<{ conversation_id: string }>(sql`
    with judged as (
      select p.id, case
        when p.cancelled_by_answer and exists (
          select from conversations o join messages m on m.company_id = o.company_id and m.conversation_id = o.id
          where o.company_id = c.company_id and o.customer_id = c.customer_id and o.last_message_at > p.since
            and m.kind = 'inbound' and m.origin = 'person' and m.sent_at > p.since) then 'customerWrote'
        when p.created_by_id is null and not c.open then 'resolved'
        when exists (
          select from messages m where m.company_id = c.company_id and m.conversation_id = c.id and m.kind = 'outbound'
            and m.sent_at > case when p.created_by_id is null then p.since else p.announced_at end) then 'done'
        end as ending
      from (select f.*, coalesce(a.sent_at, f.created_at) as since from follow_ups f
        left join messages a on a.company_id = f.company_id and a.id = f.after_message_id
        where f.company_id = ${db.companyId} and f.ended_at is null) p
      join conversations c on c.company_id = p.company_id and c.id = p.conversation_id
    )
    update follow_ups f set ending = j.ending, ended_at = now()
    from judged j
    where f.company_id = ${db.companyId} and f.id = j.id and j.ending is not null and f.ended_at is null
    returning f.conversation_id`);
  for (const row of rows) db.changed.add(Number(row.conversation_id));
  return rows.length;
}

/** Brings up what is due, once: the conversation is unread again and says why. Returns the ones that want a draft. */
export async function announceDue(db: Db): Promise<number[]> {
  const rows = await db.execute<{ id: string; conversation_id: string; kind: string }>(sql`
    with due as (
      update follow_ups set announced_at = now()
      where company_id = ${db.companyId} and ended_at is null and announced_at is null and due_at <= now()
      returning id, conversation_id, kind, created_by_id
    ), shown as (
      update conversations c set unread = true from due
      where c.company_id = ${db.companyId} and c.id = due.conversation_id returning c.id
    ), logged as (
      insert into activities (company_id, conversation_id, actor, verb, detail)
      select ${db.companyId}, conversation_id, 'system', 'followUpDue', jsonb_build_object('followUpId', id) from due
    )
    select id, conversation_id, kind from due`);
  for (const row of rows) db.changed.add(Number(row.conversation_id));
  return rows.filter(({ kind }) => kind === "draft").map(({ id }) => Number(id));
}
