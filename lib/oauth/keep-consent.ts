import type { Db } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import {
  findIntegration,
  insertMailbox,
  sealIn,
  updateMailboxSettings,
} from "@/db/queries/integrations-list";
import type { Integration } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { ConsentRequest } from "./consent-request";
import { type Consent, findConsent, grantOf, openGrant, sealGrant } from "./grant";
import type { Provider } from "./providers";
import type { Tokens } from "./tokens";

interface Given {
  request: ConsentRequest;
  provider: Provider;
  tokens: Tokens;
}

const DAY_MS = 86_400_000;

/**
 * Connects the mailbox a person consented for, or opens a known one with the new consent; gives its id. Refuses another
 * account than the known mailbox's, and an address that is connected already.
 */
export async function keepConsent(db: Db, given: Given): Promise<number> {
  const { request, tokens } = given;
  if (!tokens.account) throw new AppError("INVALID", "oauthIncomplete");
  const known = request.integrationId === null ? undefined : await getKnown(db, request.integrationId);
  const refreshToken = tokens.refreshToken ?? (known && openGrant(known)?.refreshToken);
  if (!refreshToken) throw new AppError("INVALID", "oauthIncomplete");
  const id = known ? await reopen(db, known, given) : await connect(db, given, tokens.account);
  await sealIn(db, id, sealGrant(db.companyId, id, grantOf(tokens, refreshToken)));
  return id;
}

async function getKnown(db: Db, integrationId: number): Promise<Integration> {
  const found = await findIntegration(db, integrationId);
  if (found?.source !== "email") throw new AppError("NOT_FOUND", "integrationGone");
  return getIntegration(db, integrationId);
}

const consentOf = ({ provider, tokens }: Given): Consent => ({
  provider: provider.id,
  consentedAt: new Date().toISOString(),
  consentUntil: tokens.consentUntil?.toISOString() ?? null,
});

/** What failed before is forgotten: the next collection says how it is now. */
async function reopen(db: Db, known: Integration, given: Given): Promise<number> {
  const { settings, address } = known;
  const { account = "" } = given.tokens;
  const ours = [address, String(settings.username ?? "")].map((name) => name.toLowerCase());
  if (!ours.includes(account)) throw new AppError("CONFLICT", "oauthOtherAccount", { account, address });
  const servers = findConsent(known) ? {} : given.provider.servers;
  const changed = { ...settings, ...servers, username: account, oauth: consentOf(given) };
  const savesSent = findConsent(known) ? known.savesSent : true;
  await updateMailboxSettings(db, known.id, { settings: changed, savesSent });
  return known.id;
}

async function connect(db: Db, given: Given, address: string): Promise<number> {
  const { provider, request } = given;
  const settings = { ...provider.servers, username: address, oauth: consentOf(given) };
  const startsAt = new Date(Date.now() - request.sinceDays * DAY_MS);
  const id = await insertMailbox(db, { address, settings, savesSent: true, startsAt });
  if (id === undefined) throw new AppError("CONFLICT", "mailboxTaken");
  return id;
}
