import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

/** Somebody who may be another customer under another address. */
export interface Twin {
  customerId: number;
  name: string;
  organization: string;
  address: string;
}

type Row = { [Name in keyof Twin]: Twin[Name] };

const twin = (row: Row): Twin => ({ ...row, customerId: Number(row.customerId) });

/** Customers of the same name, first and last, whose mails come from the same domain. */
export async function listNamesakes(db: Db, customerId: number): Promise<Twin[]> {
  const rows = await db.execute<Row>(sql`
    select distinct on (c.id) c.id as "customerId", c.name, c.organization, a.address
    from customers own
    join customers c on c.company_id = own.company_id and c.id <> own.id and lower(c.name) = lower(own.name)
    join customer_addresses a on a.company_id = c.company_id and a.customer_id = c.id and a.kind = 'email'
    join customer_addresses o on o.company_id = own.company_id and o.customer_id = own.id and o.kind = 'email'
      and split_part(o.address, '@', 2) = split_part(a.address, '@', 2)
    where own.company_id = ${db.companyId} and own.id = ${customerId} and own.name ~ '\\S\\s+\\S'
    order by c.id, a.address limit 3`);
  return rows.map(twin);
}

/** Other customers who have one of these numbers. */
export async function listByNumber(db: Db, customerId: number, numbers: string[]): Promise<Twin[]> {
  if (numbers.length === 0) return [];
  const rows = await db.execute<Row>(sql`
    select distinct on (c.id) c.id as "customerId", c.name, c.organization, a.address
    from customer_addresses a join customers c on c.company_id = a.company_id and c.id = a.customer_id
    where a.company_id = ${db.companyId} and a.kind = 'phone' and a.customer_id <> ${customerId}
      and a.address in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb))
    order by c.id, a.address limit 3`);
  return rows.map(twin);
}

const LAST_MAILS = 5;

/** How a customer's last mails end, where people sign. */
export async function listSignatures(db: Db, customerId: number): Promise<string[]> {
  const rows = await db.execute<{ ending: string }>(sql`
    select right(m.body, 1000) as ending from (
      select id from conversations
      where company_id = ${db.companyId} and customer_id = ${customerId} and source = 'email' and not bulk
      order by last_message_at desc, id desc limit ${LAST_MAILS}) c
    cross join lateral (
      select body from messages
      where company_id = ${db.companyId} and conversation_id = c.id and kind = 'inbound'
      order by sent_at desc, id desc limit 1) m`);
  return rows.map(({ ending }) => ending);
}
