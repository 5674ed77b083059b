import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { sealIn, updateMailboxSettings } from "@/db/queries/integrations-list";
import type { Integration } from "@/db/schema";
import { type Consent, type Grant, sealGrant } from "@/lib/oauth/grant";
import { createCompany } from "./factories/company";
import { createIntegration } from "./factories/integration";
import type { ConnectedMailbox } from "./mailbox";

interface Given {
  imap?: { host: string; port: number };
  smtp?: { host: string; port: number };
  grant?: Partial<Grant>;
  consent?: Partial<Consent>;
}

const ADDRESS = "support@atelier.test";
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

/** A mailbox of a company of its own that a person at Google consented to, with a token that holds for an hour. */
export async function consentedMailbox({
  imap,
  smtp,
  grant,
  consent,
}: Given = {}): Promise<ConnectedMailbox> {
  const { companyId } = await createCompany();
  const servers = {
    ...(imap && { imapHost: imap.host, imapPort: imap.port }),
    ...(smtp && { smtpHost: smtp.host, smtpPort: smtp.port }),
  };
  const given = { provider: "google", consentedAt: inSeconds(0), consentUntil: null, ...consent };
  const tokens = {
    accessToken: "access-0",
    accessUntil: inSeconds(3600),
    refreshToken: "refresh-0",
    ...grant,
  };
  const integrationId = await withCompany(companyId, async (db) => {
    const { id, settings } = await createIntegration(db, { address: ADDRESS, access: servers });
    await updateMailboxSettings(db, id, { settings: { ...settings, oauth: given }, savesSent: true });
    await sealIn(db, id, sealGrant(companyId, id, tokens));
    return id;
  });
  return { companyId, integrationId, address: ADDRESS };
}

export const storedMailbox = ({ companyId, integrationId }: ConnectedMailbox): Promise<Integration> =>
  withCompany(companyId, (db) => getIntegration(db, integrationId));
