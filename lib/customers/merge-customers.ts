import type { Db } from "@/db/company";
import { lockCustomers, moveCustomer, nameCustomer, recordMerge } from "@/db/queries/customer-merges";
import { listAddresses } from "@/db/queries/customers";
import { lockFiling } from "@/db/queries/filing-lock";
import type { Customer } from "@/db/schema";
import { AppError } from "@/lib/errors";

interface Merge {
  keptId: number;
  mergedId: number;
  employeeId: number;
}

/**
 * Makes two customers one, by a person: addresses and conversations of the second become the first's. Gives the id by which
 * `splitCustomers` takes it back.
 */
export async function mergeCustomers(db: Db, { keptId, mergedId, employeeId }: Merge): Promise<number> {
  // What arrives in the meantime finds either both or one.
  await lockFiling(db);
  const customers = await lockCustomers(db, [keptId, mergedId]);
  const kept = customers.find(({ id }) => id === keptId);
  const merged = customers.find(({ id }) => id === mergedId);
  if (!kept || !merged || kept === merged) throw new AppError("CONFLICT", "customerGone");
  // Whoever became somebody else has no address any more.
  if ((await listAddresses(db, keptId)).length === 0) throw new AppError("CONFLICT", "customerGone");
  const moved = await moveCustomer(db, { fromId: mergedId, intoId: keptId });
  if (moved.addresses.length === 0) throw new AppError("CONFLICT", "customerGone");
  const { name, organization } = kept;
  const after = joinNames(kept, merged);
  await nameCustomer(db, keptId, after);
  for (const id of moved.conversationIds) db.changed.add(id);
  return recordMerge(db, {
    employeeId,
    verb: "customersMerged",
    detail: { keptId, mergedId, mergedName: merged.name, ...moved, before: { name, organization }, after },
  });
}

/** A name counts more than the number or the address that stood in for one. */
function joinNames(kept: Customer, merged: Customer): Pick<Customer, "name" | "organization"> {
  const isNamed = /\p{L}/u.test(kept.name) && !kept.name.includes("@");
  return {
    name: isNamed ? kept.name : merged.name,
    organization: kept.organization || merged.organization,
  };
}
