import { withCompany } from "@/db/company";
import { countPending } from "@/db/queries/inbound-emails";
import { getIntegration } from "@/db/queries/integrations";
import { isDue } from "@/lib/integrations/is-due";
import { type Collected, collectEmails } from "./collect-emails";

interface Poll {
  companyId: number;
  integrationId: number;
  syncId?: number;
}

/**
 * Collects, unless the mailbox refused a moment ago, and says how many mails now wait to be received: also those a crash
 * left behind.
 */
export async function collectAndCount(poll: Poll): Promise<Collected & { pending: number }> {
  const { companyId, integrationId, syncId } = poll;
  const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const collected =
    syncId !== undefined || isDue(integration)
      ? await collectEmails(companyId, integrationId, syncId)
      : { found: 0, kept: 0, failure: null };
  const pending = await withCompany(companyId, (db) => countPending(db, integrationId));
  return { ...collected, pending };
}
