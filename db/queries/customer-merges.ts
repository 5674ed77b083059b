import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { activities, type Customer, customers } from "@/db/schema";

interface Named {
  name: string;
  organization: string;
}

/** What a merge moved, and what the customer was called before and after: all that taking it back needs. */
export interface MergeRecord {
  keptId: number;
  mergedId: number;
  mergedName: string;
  addresses: { kind: string; address: string }[];
  conversationIds: number[];
  before: Named;
  after: Named;
}

export interface CustomerMerge extends MergeRecord {
  activityId: number;
  happenedAt: Date;
}

/** These customers, held until the transaction ends, always in the same order. */
export async function lockCustomers(db: Db, ids: number[]): Promise<Customer[]> {
  return db
    .select()
    .from(customers)
    .where(and(eq(customers.companyId, db.companyId), inArray(customers.id, ids)))
    .orderBy(asc(customers.id))
    .for("update");
}

export async function nameCustomer(db: Db, id: number, { name, organization }: Named): Promise<void> {
  await db.execute(sql`
    update customers set name = ${name}, organization = ${organization}
    where company_id = ${db.companyId} and id = ${id}`);
}

interface Move {
  fromId: number;
  intoId: number;
}

/** Everything of one customer becomes another's; tells what that was. */
export async function moveCustomer(
  db: Db,
  { fromId, intoId }: Move,
): Promise<Pick<MergeRecord, "addresses" | "conversationIds">> {
  const addresses = await db.execute<{ kind: string; address: string }>(sql`
    update customer_addresses set customer_id = ${intoId}
    where company_id = ${db.companyId} and customer_id = ${fromId} returning kind, address`);
  const moved = await db.execute<{ id: string }>(sql`
    update conversations set customer_id = ${intoId}
    where company_id = ${db.companyId} and customer_id = ${fromId} returning id`);
  return {
    addresses: addresses.map(({ kind, address }) => ({ kind, address })),
    conversationIds: moved.map(({ id }) => Number(id)),
  };
}

/**
 * Gives back what a merge took, as far as it is still there, and the conversations that somebody at one of those addresses
 * began since. Tells which conversations moved.
 */
export async function moveBack(db: Db, merge: CustomerMerge): Promise<number[]> {
  const { keptId, mergedId, addresses, conversationIds, happenedAt } = merge;
  const back = JSON.stringify(addresses);
  await db.execute(sql`
    update customer_addresses a set customer_id = ${mergedId}
    from jsonb_to_recordset(${back}::jsonb) as r(kind text, address text)
    where a.company_id = ${db.companyId} and a.customer_id = ${keptId} and a.kind = r.kind and a.address = r.address`);
  const moved = await db.execute<{ id: string }>(sql`
    update conversations c set customer_id = ${mergedId}
    where c.company_id = ${db.companyId} and c.customer_id = ${keptId} and (
      c.id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb))
      or (c.created_at > ${happenedAt.toISOString()} and exists (
        select from messages m
        join jsonb_to_recordset(${back}::jsonb) as r(kind text, address text) on lower(m.sender_address) = r.address
        where m.company_id = c.company_id and m.conversation_id = c.id and m.kind = 'inbound')))
    returning id`);
  return moved.map(({ id }) => Number(id));
}

interface Did {
  employeeId: number;
  verb: "customersMerged" | "customersSplit";
  detail: MergeRecord | { activityId: number };
}

/** Writes down who did it; tells under which id. */
export async function recordMerge(db: Db, { employeeId, verb, detail }: Did): Promise<number> {
  const [row] = await db
    .insert(activities)
    .values({ companyId: db.companyId, actor: "person", employeeId, verb, detail: { ...detail } })
    .returning({ id: activities.id });
  if (!row) throw new Error("The activity did not come back");
  return row.id;
}

type Row = { id: string; happened_at: string; detail: MergeRecord };

const STANDING = sql`a.verb = 'customersMerged' and not exists (
  select from activities u where u.company_id = a.company_id and u.verb = 'customersSplit'
    and (u.detail->>'activityId')::bigint = a.id)`;

const mergeOf = ({ id, happened_at, detail }: Row): CustomerMerge => ({
  ...detail,
  activityId: Number(id),
  happenedAt: new Date(happened_at),
});

/** The merges into a customer that were not taken back, the newest first. */
export async function listMerges(db: Db, customerId: number): Promise<CustomerMerge[]> {
  const rows = await db.execute<Row>(sql`
    select a.id, a.happened_at, a.detail from activities a
    where a.company_id = ${db.companyId} and ${STANDING} and (a.detail->>'keptId')::bigint = ${customerId}
    order by a.id desc limit 20`);
  return rows.map(mergeOf);
}

export async function findMerge(db: Db, activityId: number): Promise<CustomerMerge | undefined> {
  const [row] = await db.execute<Row>(sql`
    select a.id, a.happened_at, a.detail from activities a
    where a.company_id = ${db.companyId} and a.id = ${activityId} and ${STANDING}`);
  return row && mergeOf(row);
}
