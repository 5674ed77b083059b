import type { Db } from "@/db/company";
import { searchAddresses } from "@/db/queries/customer-search";
import { ADDRESS_KINDS } from "@/db/schema";
import { showPhone } from "./phone";

/** A customer as people tell one from another. */
export interface FoundCustomer {
  customerId: number;
  name: string;
  organization: string;
  shownAddress: string;
}

const ADDRESSES = 24;
const SHOWN = 8;

/** Customers whom a text may mean by name, organization or any address; each once, and without one of them. */
export async function findCustomers(
  db: Db,
  { text, exceptId }: { text: string; exceptId: number },
): Promise<FoundCustomer[]> {
  const addresses = await searchAddresses(db, { text, kinds: ADDRESS_KINDS, limit: ADDRESSES });
  const customers = new Map<number, FoundCustomer>();
  for (const { customerId, name, organization, address } of addresses) {
    if (customerId === exceptId || customers.has(customerId)) continue;
    customers.set(customerId, {
      ...{ customerId, organization },
      name: showPhone(name),
      shownAddress: showPhone(address),
    });
  }
  return [...customers.values()].slice(0, SHOWN);
}
