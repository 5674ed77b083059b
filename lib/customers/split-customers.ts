import type { Db } from "@/db/company";
import {
  type CustomerMerge,
  findMerge,
  lockCustomers,
  moveBack,
  nameCustomer,
  recordMerge,
} from "@/db/queries/customer-merges";
import { lockFiling } from "@/db/queries/filing-lock";
import { AppError } from "@/lib/errors";

interface Split {
  /** What `mergeCustomers` gave. */
  activityId: number;
  employeeId: number;
}

/**
 * Takes a merge back: the second customer has their addresses and conversations again, and what they began since. A
 * merge that was taken back already is refused.
 */
export async function splitCustomers(db: Db, { activityId, employeeId }: Split): Promise<void> {
  await lockFiling(db);
  const merge = await findMerge(db, activityId);
  if (!merge) throw new AppError("CONFLICT", "mergeGone");
  const moved = await moveBack(db, merge);
  await giveNameBack(db, merge);
  await recordMerge(db, { employeeId, verb: "customersSplit", detail: { activityId } });
  for (const id of moved) db.changed.add(id);
}

/** A name that somebody gave since stays. */
async function giveNameBack(db: Db, { keptId, before, after }: CustomerMerge): Promise<void> {
  const [kept] = await lockCustomers(db, [keptId]);
  if (!kept) return;
  await nameCustomer(db, keptId, {
    name: kept.name === after.name ? before.name : kept.name,
    organization: kept.organization === after.organization ? before.organization : kept.organization,
  });
}
