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

type ChangedAccess = MailboxSettings & { password: string };

/**
 * The access with other servers. Without a new password the stored one is kept, but never for another server or user: it
 * would be told to whoever runs that one.
 */
export function accessAsChanged(integration: Integration, changed: ChangedAccess): MailboxAccess {
  if (changed.password) return changed;
  const stored = readMailboxAccess(integration);
  const isSamePlace = (["imapHost", "smtpHost", "username"] as const).every(
    (key) => stored[key] === changed[key],
  );
  if (!isSamePlace) throw new AppError("INVALID", "passwordNeeded");
  return { ...changed, password: stored.password };
}
