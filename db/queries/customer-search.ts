import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { ADDRESS_KINDS } from "@/db/schema";

type AddressKind = (typeof ADDRESS_KINDS)[number];

/** A customer by one of their addresses. */
export interface FoundAddress {
  customerId: number;
  name: string;
  organization: string;
  kind: AddressKind;
  address: string;
}

type Row = { [Name in keyof FoundAddress]: FoundAddress[Name] };

const found = (row: Row): FoundAddress => ({ ...row, customerId: Number(row.customerId) });

const FOUND = sql`c.id as "customerId", c.name, c.organization, a.kind, a.address`;

interface Sought {
  text: string;
  kinds: readonly AddressKind[];
  limit: number;
}

/** Addresses of these kinds whose customer, organization or own letters begin or hold a text; whose name begins with it first. */
export async function searchAddresses(db: Db, { text, kinds, limit }: Sought): Promise<FoundAddress[]> {
  const plain = text.trim().replace(/[\\%_]/g, "\\$&");
  // As it is dialled at home: "06 12" is in "+33612".
  const digits = plain.replace(/[^\d]/g, "").replace(/^0+/, "");
  const rows = await db.execute<Row>(sql`
    select ${FOUND} from customer_addresses a
    join customers c on c.company_id = a.company_id and c.id = a.customer_id
    where a.company_id = ${db.companyId}
      and a.kind in (select jsonb_array_elements_text(${JSON.stringify(kinds)}::jsonb))
      and (c.name ilike ${`%${plain}%`} or c.organization ilike ${`%${plain}%`} or a.address ilike ${`%${plain}%`}
        or (${digits.length} > 2 and a.kind = 'phone' and a.address like ${`%${digits}%`}))
    order by c.name ilike ${`${plain}%`} desc, c.name, a.kind, a.address limit ${limit}`);
  return rows.map(found);
}

/** Whose address this is. */
export async function findCustomerOf(
  db: Db,
  { kind, address }: Pick<FoundAddress, "kind" | "address">,
): Promise<FoundAddress | undefined> {
  const [row] = await db.execute<Row>(sql`
    select ${FOUND} from customer_addresses a
    join customers c on c.company_id = a.company_id and c.id = a.customer_id
    where a.company_id = ${db.companyId} and a.kind = ${kind} and a.address = ${address}`);
  return row && found(row);
}
