import type { Integration } from "@/db/schema";
import type { MailboxAccess } from "@/lib/email/imap";
import { AppError } from "@/lib/errors";
import { openSecret, sealSecret } from "@/lib/secrets/seal";

type MailboxSettings = Omit<MailboxAccess, "password">;

const boundTo = (companyId: number, integrationId: number) =>
  `${companyId}|integrations|${integrationId}|sealed_credentials`;

/** What goes into `sealed_credentials` of this row, and opens in no other row. */
export function sealMailboxPassword(companyId: number, integrationId: number, password: string): string {
  return sealSecret(JSON.stringify({ password }), boundTo(companyId, integrationId));
}

/** Hosts and credentials of a mailbox. Refuses a mailbox that was never given a password. */
export function readMailboxAccess(integration: Integration): MailboxAccess {
  if (!integration.sealedCredentials) throw new AppError("UNAVAILABLE", "mailboxWithoutPassword");
  const { companyId, id, settings, sealedCredentials } = integration;
  const { password } = JSON.parse(openSecret(sealedCredentials, boundTo(companyId, id))) as {
    password: string;
  };
  return { ...(settings as unknown as MailboxSettings), password };
}
