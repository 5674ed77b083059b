import { withCompany } from "@/db/company";
import { countPending } from "@/db/queries/inbound-emails";
import { getIntegration } from "@/db/queries/integrations";
import { isDue } from "@/lib/integrations/is-due";
import { type Collected, collectEmails } from "./collect-emails";

interface Mailbox {
  companyId: number;
  integrationId: number;
}

const NOTHING: Collected = { found: 0, kept: 0, failure: null };

/**
 * Collects, unless the mailbox is paused or refused a moment ago, and says how many mails now wait to be received: also
 * those a crash left behind.
 */
export async function collectAndCount({
  companyId,
  integrationId,
}: Mailbox): Promise<Collected & { pending: number }> {
  const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const isAsked = !integration.pausedAt && isDue(integration);
  const collected = isAsked ? await collectEmails(companyId, integrationId) : NOTHING;
  const pending = await withCompany(companyId, (db) => countPending(db, integrationId));
  return { ...collected, pending };
}
