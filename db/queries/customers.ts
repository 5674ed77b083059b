import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

interface AddressOf {
  kind: string;
  address: string;
  name: string;
}

export const addressKey = ({ kind, address }: Pick<AddressOf, "kind" | "address">) => `${kind}:${address}`;

type Row = Record<string, unknown>;

async function findCustomerIds(db: Db, addresses: AddressOf[]): Promise<Map<string, number>> {
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
 * The customer behind each address, by `addressKey`; one that is unknown is created. Under the company's filing lock,
 * so that two messages of a new customer make one.
 */
export async function keepCustomers(db: Db, addresses: AddressOf[]): Promise<Map<string, number>> {
  const asked = new Map(addresses.map((address) => [addressKey(address), address]));
  const known = await findCustomerIds(db, [...asked.values()]);
  const unknown = [...asked].filter(([key]) => !known.has(key)).map(([, address]) => address);
  if (unknown.length === 0) return known;
  const made = await db.execute<Row>(sql`
    with asked as (
      select nextval(pg_get_serial_sequence('customers', 'id')) as id, kind, address, name
      from jsonb_to_recordset(${JSON.stringify(unknown)}::jsonb) as r(kind text, address text, name text)
    ), made as (
      insert into customers (company_id, id, name)
      select ${db.companyId}, id, coalesce(nullif(name, ''), address) from asked returning id
    )
    insert into customer_addresses (company_id, kind, address, customer_id)
    select ${db.companyId}, kind, address, id from asked returning kind, address, customer_id`);
  for (const row of made) {
    known.set(addressKey({ kind: String(row.kind), address: String(row.address) }), Number(row.customer_id));
  }
  return known;
}
