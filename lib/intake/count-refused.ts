import type { IntegrationRef } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { countRefusal } from "@/db/queries/webhook-refusals";
import type { RefusalReason } from "@/db/schema";
import { createAllowance } from "@/lib/webhooks/allowance";

// Whoever floods us with forgeries makes a few rows a second busy, whatever they send.
const allowance = createAllowance({ times: 100, withinMs: 10_000 });

/**
 * Counts a refused webhook with the integrations it was meant for, if they are ours. Stores the reason and the hour, and nothing
 * that was sent. Beyond a hundred in ten seconds nobody is looked up and nothing is counted: the count is then too low.
 */
export async function countRefused(
  reason: RefusalReason | undefined,
  findOwners: () => Promise<IntegrationRef[]>,
): Promise<void> {
  if (!reason || !allowance.take()) return;
  for (const { companyId, integrationId } of await findOwners()) {
    await withCompany(companyId, (db) => countRefusal(db, integrationId, reason));
  }
}
