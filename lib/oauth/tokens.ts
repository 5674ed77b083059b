import { z } from "zod";
import { MailboxFailure } from "@/lib/email/imap-failure";
import { endpointsOf } from "./endpoints";
import type { Client } from "./providers";

export interface Tokens {
  accessToken: string;
  accessUntil: Date;
  /** Not every answer brings one; the one before then goes on. */
  refreshToken: string | undefined;
  /** When the consent ends by itself; null where nobody knows. */
  consentUntil: Date | null;
  /** The account's address as the provider knows it, on the first exchange. */
  account: string | undefined;
}

const Granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3600),
  refresh_token: z.string().optional(),
  refresh_token_expires_in: z.coerce.number().positive().optional(),
  id_token: z.string().optional(),
});

const Refused = z.object({ error: z.string(), error_description: z.string().default("") });

/** The tokens behind the code that a person came back with. Throws a MailboxFailure: `consent` when the code is not good. */
export async function exchangeCode(
  client: Client,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<Tokens> {
  return ask(client, {
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  });
}

/** Another access token. Throws a MailboxFailure: `consent` when a person has to consent again. */
export async function refreshAccess(client: Client, refreshToken: string): Promise<Tokens> {
  return ask(client, { grant_type: "refresh_token", refresh_token: refreshToken });
}

const ANSWER_MS = 15_000;

async function ask(client: Client, asked: Record<string, string>): Promise<Tokens> {
  const { clientId, clientSecret } = client;
  const { tokenUrl } = await endpointsOf(client);
  const body = new URLSearchParams({ ...asked, client_id: clientId, client_secret: clientSecret });
  let answer: Response;
  let said: unknown;
  try {
    answer = await fetch(tokenUrl, {
      method: "POST",
      body,
      headers: { accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    said = await answer.json();
  } catch (cause) {
    throw new MailboxFailure("port", { detail: new URL(tokenUrl).host, cause });
  }
  const granted = answer.ok ? Granted.safeParse(said) : undefined;
  if (!granted?.success) throw refusalOf(answer.status, said);
  return tokensOf(client, granted.data);
}

// What only another consent mends: RFC 6749 5.2, and what Google and Microsoft say of a revoked or outdated one.
const CONSENT = new Set(["invalid_grant", "interaction_required", "consent_required", "login_required"]);
const CLIENT = new Set(["invalid_client", "unauthorized_client", "invalid_scope", "access_denied"]);

function refusalOf(status: number, said: unknown): MailboxFailure {
  const { error, error_description } = Refused.safeParse(said).data ?? { error: "", error_description: "" };
  const detail = [error, error_description].filter(Boolean).join(": ");
  if (CONSENT.has(error)) return new MailboxFailure("consent", { detail });
  if (CLIENT.has(error)) return new MailboxFailure("client", { detail });
  if (status === 429) return new MailboxFailure("throttled", { detail });
  return new MailboxFailure(status >= 500 ? "port" : "broken", { detail: detail || `HTTP ${status}` });
}

const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
const DAY_SECONDS = 86_400;

function tokensOf({ provider, clientId }: Client, granted: z.output<typeof Granted>): Tokens {
  const unused = provider.unusedDays && provider.unusedDays * DAY_SECONDS;
  const lasts = granted.refresh_token_expires_in ?? unused;
  return {
    accessToken: granted.access_token,
    accessUntil: later(granted.expires_in),
    refreshToken: granted.refresh_token,
    consentUntil: lasts ? later(lasts) : null,
    account: granted.id_token && accountOf(granted.id_token, clientId),
  };
}

const Claims = z.object({
  aud: z.union([z.string(), z.array(z.string())]),
  email: z.string().optional(),
  preferred_username: z.string().optional(),
});

/** OpenID Connect Core 3.1.3.7: one that comes from the token endpoint itself is vouched for by its connection. */
function accountOf(idToken: string, clientId: string): string | undefined {
  try {
    const [, payload = ""] = idToken.split(".");
    const claims = Claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    if (![claims.aud].flat().includes(clientId)) return undefined;
    return (claims.email ?? claims.preferred_username)?.trim().toLowerCase();
  } catch {
    return undefined;
  }
}
