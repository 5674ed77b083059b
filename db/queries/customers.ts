import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

interface AddressOf {
  kind: string;
  address: string;
  name: string;
  also?: { kind: string; address: string };
}

export const addressKey = ({ kind, address }: Pick<AddressOf, "kind" | "address">) => `${kind}:${address}`;

type Row = Record<string, unknown>;

type Key = Pick<AddressOf, "kind" | "address">;

async function findCustomerIds(db: Db, addresses: Key[]): Promise<Map<string, number>> {
  const rows = await db.execute<Row>(sql`
    select a.kind, a.address, a.customer_id from customer_addresses a
    join jsonb_to_recordset(${JSON.stringify(addresses)}::jsonb) as asked(kind text, address text)
      on a.kind = asked.kind and a.address = asked.address
    where a.company_id = ${db.companyId}`);
  return new Map(
    rows.map((row) => [
      addressKey({ kind: String(row.kind), address: String(row.address) }),
      Number(row.customer_id),
    ]),
  );
}

/**
 * The customer behind each address, by `addressKey`; one that is unknown is created, unless its other address is known. Under
 * the company's filing lock, so that two messages of a new customer make one.
 */
export async function keepCustomers(db: Db, addresses: AddressOf[]): Promise<Map<string, number>> {
  const asked = gather(addresses);
  const all = [...asked.values()];
  const found = await findCustomerIds(db, [...all, ...all.flatMap(({ also }) => also ?? [])]);
  const known = new Map([...asked.keys()].flatMap((key) => entryOf(key, found.get(key))));
  await createCustomers(db, { known, asked: all.filter(({ also }) => !also) });
  const linked = all.flatMap(({ also, kind, address }) => {
    const key = addressKey({ kind, address });
    const customerId = also && (found.get(addressKey(also)) ?? known.get(addressKey(also)));
    return customerId && !known.has(key) ? [{ key, kind, address, customerId }] : [];
  });
  for (const { key, customerId } of linked) known.set(key, customerId);
  await createCustomers(db, { known, asked: all });
  const others = all.flatMap(({ also, ...address }) =>
    also ? [{ ...also, customerId: known.get(addressKey(address)) ?? 0 }] : [],
  );
  await addAddresses(db, [...linked, ...others]);
  await nameCustomers(db, all);
  return known;
}

/** Each address once, with all that any of its messages tells. */
function gather(addresses: AddressOf[]): Map<string, AddressOf> {
  const asked = new Map<string, AddressOf>();
  for (const address of addresses) {
    const known = asked.get(addressKey(address));
    const { name = "", also } = known ?? {};
    asked.set(addressKey(address), {
      ...address,
      name: address.name || name,
      also: address.also ?? also,
    });
  }
  return asked;
}

const entryOf = (key: string, id: number | undefined): [string, number][] => (id ? [[key, id]] : []);

interface Asked {
  known: Map<string, number>;
  asked: AddressOf[];
}

/** Those of the asked who are not known yet become customers, and are known from now on. */
async function createCustomers(db: Db, { known, asked }: Asked): Promise<void> {
  const missing = asked.filter((address) => !known.has(addressKey(address)));
  if (missing.length === 0) return;
  const made = await db.execute<Row>(sql`
    with asked as (
      select nextval(pg_get_serial_sequence('customers', 'id')) as id, kind, address, name
      from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as r(kind text, address text, name text)
    ), made as (
      insert into customers (company_id, id, name)
      select ${db.companyId}, id, coalesce(nullif(name, ''), address) from asked returning id
    )
    insert into customer_addresses (company_id, kind, address, customer_id)
    select ${db.companyId}, kind, address, id from asked returning kind, address, customer_id`);
  for (const row of made) {
    known.set(addressKey({ kind: String(row.kind), address: String(row.address) }), Number(row.customer_id));
  }
}

/** An address that is somebody's already stays theirs. */
async function addAddresses(db: Db, added: (Key & { customerId: number })[]): Promise<void> {
  if (added.length === 0) return;
  await db.execute(sql`
    insert into customer_addresses (company_id, kind, address, customer_id)
    select ${db.companyId}, kind, address, "customerId"
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as r(kind text, address text, "customerId" bigint)
    on conflict do nothing`);
}

/** A customer who was only a number so far gets the name that a later message brings. */
async function nameCustomers(db: Db, asked: AddressOf[]): Promise<void> {
  const named = asked.filter(({ kind, name }) => kind !== "email" && name !== "");
  if (named.length === 0) return;
  await db.execute(sql`
    update customers c set name = r.name
    from customer_addresses a, customer_addresses own,
      jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r(kind text, address text, name text)
    where a.company_id = ${db.companyId} and a.kind = r.kind and a.address = r.address
      and own.company_id = a.company_id and own.customer_id = a.customer_id
      and c.company_id = a.company_id and c.id = a.customer_id and c.name = own.address`);
}

interface OptOut {
  kind: string;
  address: string;
  isOut: boolean;
}

/** Whoever is at this address wants to hear from us no more, or again. The first moment stays. */
export async function recordOptOut(db: Db, { kind, address, isOut }: OptOut): Promise<void> {
  await db.execute(sql`
    update customer_addresses set opted_out_at = case when ${isOut} then coalesce(opted_out_at, now()) end
    where company_id = ${db.companyId} and kind = ${kind} and address = ${address}`);
}

export async function hasOptedOut(db: Db, { kind, address }: Key): Promise<boolean> {
  const rows = await db.execute(sql`
    select from customer_addresses
    where company_id = ${db.companyId} and kind = ${kind} and address = ${address} and opted_out_at is not null`);
  return rows.length > 0;
}

/** Where a customer can be written to. */
export async function listAddresses(db: Db, customerId: number): Promise<Key[]> {
  const rows = await db.execute<Row>(sql`
    select kind, address from customer_addresses
    where company_id = ${db.companyId} and customer_id = ${customerId} order by kind, address`);
  return rows.map((row) => ({ kind: String(row.kind), address: String(row.address) }));
}
