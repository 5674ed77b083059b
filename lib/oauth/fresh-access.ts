import { withCompany } from "@/db/company";
import { withLock } from "@/db/locks";
import { getIntegration } from "@/db/queries/integrations";
import { keepRenewedGrant } from "@/db/queries/oauth-grants";
import type { Integration } from "@/db/schema";
import { MailboxFailure } from "@/lib/email/imap-failure";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { findConsent, type Grant, grantOf, openGrant, sealGrant } from "./grant";
import { type Client, findClient } from "./providers";
import { refreshAccess } from "./tokens";

// Long enough to sign in with and to fetch a first batch.
const MARGIN_MS = 3 * 60_000;
const WAIT_MS = 40_000;

/**
 * An access token that holds for some minutes. However many ask for it, here and in other processes, it is renewed once. After
 * the server refused the one that is stored, it is renewed before its time. Throws a MailboxFailure when it cannot be.
 */
export async function freshAccessToken(integration: Integration): Promise<string> {
  const grant = getGrant(integration);
  if (isFresh(grant) && !wasRefused(integration)) return grant.accessToken;
  return together(`oauth|${integration.companyId}|${integration.id}`, (name) =>
    withLock({ url: env.DATABASE_OWNER_URL ?? env.DATABASE_URL, name, waitMs: WAIT_MS }, () =>
      renew(integration, grant),
    ),
  );
}

const renewals = new Map<string, Promise<string>>();

function together(name: string, run: (name: string) => Promise<string>): Promise<string> {
  const running = renewals.get(name) ?? run(name).finally(() => renewals.delete(name));
  renewals.set(name, running);
  return running;
}

async function renew({ companyId, id }: Integration, before: Grant): Promise<string> {
  const integration = await withCompany(companyId, (db) => getIntegration(db, id));
  const grant = getGrant(integration);
  // Another process did it while this one waited, or a person consented again.
  if (grant.accessToken !== before.accessToken && isFresh(grant)) return grant.accessToken;
  const tokens = await refreshAccess(getClient(integration), grant.refreshToken);
  const renewed = grantOf(tokens, tokens.refreshToken ?? grant.refreshToken);
  await withCompany(companyId, (db) =>
    keepRenewedGrant(db, integration, {
      sealedCredentials: sealGrant(companyId, id, renewed),
      consentUntil: tokens.consentUntil,
    }),
  );
  return tokens.accessToken;
}

function getGrant(integration: Integration): Grant {
  const grant = openGrant(integration);
  if (!grant) throw new AppError("UNAVAILABLE", "mailboxWithoutPassword");
  return grant;
}

function getClient(integration: Integration): Client {
  const provider = findConsent(integration)?.provider ?? "";
  const client = findClient(provider);
  if (!client) throw new MailboxFailure("client", { detail: provider });
  return client;
}

const isFresh = ({ accessUntil }: Grant) => Date.parse(accessUntil) - Date.now() > MARGIN_MS;

const wasRefused = ({ failure }: Integration) => failure === "consent";
