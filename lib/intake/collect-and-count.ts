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

// A first import is shown as it comes: what is kept is received while the next poll, a minute later, goes on.
const LONGEST_MS = 45_000;

/**
 * Collects for a while, unless the mailbox is paused or refused a moment ago, and says how many mails now wait to be
 * received: also those a crash left behind.
 */
export async function collectAndCount({
  companyId,
  integrationId,
}: Mailbox): Promise<Collected & { pending: number }> {
  const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const isAsked = !integration.pausedAt && isDue(integration);
  const until = new Date(Date.now() + LONGEST_MS);
  const collected = isAsked ? await collectEmails(companyId, integrationId, { until }) : NOTHING;
  const pending = await withCompany(companyId, (db) => countPending(db, integrationId));
  return { ...collected, pending };
}
