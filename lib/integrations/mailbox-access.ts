import type { Integration } from "@/db/schema";
import type { MailboxAccess } from "@/lib/email/imap";
import { AppError } from "@/lib/errors";
import { freshAccessToken } from "@/lib/oauth/fresh-access";
import { findConsent } from "@/lib/oauth/grant";
import { openCredentials, sealCredentials } from "./credentials";

type MailboxSettings = Omit<MailboxAccess, "password" | "accessToken">;

/** What goes into `sealed_credentials` of this row, and opens in no other row. */
export const sealMailboxPassword = (companyId: number, integrationId: number, password: string): string =>
  sealCredentials(companyId, integrationId, { password });

/**
 * Hosts and credentials of a mailbox; a token is renewed when it is about to end. Refuses a mailbox that was never given a
 * password, and fails as its server does (MailboxFailure) when a consent does not count any more.
 */
export async function readMailboxAccess(integration: Integration): Promise<MailboxAccess> {
  const settings = settingsOf(integration);
  if (!findConsent(integration)) return { ...settings, password: passwordOf(integration) };
  return { ...settings, password: "", accessToken: await freshAccessToken(integration) };
}

function settingsOf({ settings }: Integration): MailboxSettings {
  const { oauth: _, ...servers } = settings;
  return servers as unknown as MailboxSettings;
}

function passwordOf(integration: Integration): string {
  const opened = openCredentials(integration) as { password?: string } | undefined;
  if (opened?.password === undefined) throw new AppError("UNAVAILABLE", "mailboxWithoutPassword");
  return opened.password;
}

type ChangedAccess = MailboxSettings & { password: string };

/**
 * The access with other servers. Without a new password the stored one is kept, but never for another server or user: it
 * would be told to whoever runs that one. With one, a mailbox that had a person's consent is opened by it from then on.
 */
export function accessAsChanged(integration: Integration, changed: ChangedAccess): ChangedAccess {
  if (changed.password) return changed;
  const stored = settingsOf(integration);
  const isSamePlace = (["imapHost", "smtpHost", "username"] as const).every(
    (key) => stored[key] === changed[key],
  );
  if (!isSamePlace || findConsent(integration)) throw new AppError("INVALID", "passwordNeeded");
  return { ...changed, password: passwordOf(integration) };
}
