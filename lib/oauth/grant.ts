import type { Integration } from "@/db/schema";
import { openCredentials, sealCredentials } from "@/lib/integrations/credentials";
import type { ProviderId } from "./providers";
import type { Tokens } from "./tokens";

/** What may be shown of a consent: part of the mailbox's settings. */
export interface Consent {
  provider: ProviderId;
  consentedAt: string;
  /** When it ends by itself; null where nobody knows. */
  consentUntil: string | null;
}

/** What may not: sealed like a password. */
export interface Grant {
  accessToken: string;
  accessUntil: string;
  refreshToken: string;
}

/** Undefined for a mailbox that is opened with a password. */
export const findConsent = ({ settings }: Pick<Integration, "settings">): Consent | undefined =>
  settings.oauth as Consent | undefined;

/** Undefined when there is none, or none of this kind. */
export function openGrant(integration: Integration): Grant | undefined {
  const { grant } = (openCredentials(integration) ?? {}) as { grant?: Grant };
  return grant;
}

export const sealGrant = (companyId: number, integrationId: number, grant: Grant): string =>
  sealCredentials(companyId, integrationId, { grant });

/** The grant of an answer; a refresh token that it does not bring is the one before. */
export const grantOf = ({ accessToken, accessUntil }: Tokens, refreshToken: string): Grant => ({
  accessToken,
  accessUntil: accessUntil.toISOString(),
  refreshToken,
});
