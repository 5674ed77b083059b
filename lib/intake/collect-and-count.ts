import { withCompany } from "@/db/company";
import { countPending } from "@/db/queries/inbound-emails";
import { type Collected, collectEmails } from "./collect-emails";

interface Poll {
  companyId: number;
  integrationId: number;
  syncId?: number;
}

/** Collects, and says how many mails now wait to be received: also those a crash left behind. */
export async function collectAndCount(poll: Poll): Promise<Collected & { pending: number }> {
  const { companyId, integrationId, syncId } = poll;
  const collected = await collectEmails(companyId, integrationId, syncId);
  const pending = await withCompany(companyId, (db) => countPending(db, integrationId));
  return { ...collected, pending };
}
