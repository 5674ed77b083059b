import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { openSecret, sealSecret } from "@/lib/secrets/seal";
import { endpointsOf } from "./endpoints";
import type { Client } from "./providers";

const MINUTES = 10;
export const CONSENT_REQUEST_SECONDS = MINUTES * 60;

const ConsentRequest = z.object({
  provider: z.string(),
  state: z.string(),
  verifier: z.string(),
  /** Of a mailbox whose access is given again; null connects another one. */
  integrationId: z.number().nullable(),
  sinceDays: z.number(),
  expiresAt: z.number(),
});
export type ConsentRequest = z.output<typeof ConsentRequest>;

/** Whose session it is: an answer counts in no other. */
export interface Asker {
  companyId: number;
  sessionId: string;
}

export interface Asked extends Asker {
  redirectUri: string;
  integrationId: number | null;
  sinceDays: number;
  /** The account that is expected. */
  loginHint: string | undefined;
}

/** Where the person is sent to consent, and what their browser keeps sealed until they come back. */
export async function askForConsent(client: Client, asked: Asked): Promise<{ url: URL; sealed: string }> {
  const request: ConsentRequest = {
    provider: client.provider.id,
    state: secret(),
    verifier: secret(),
    integrationId: asked.integrationId,
    sinceDays: asked.sinceDays,
    expiresAt: Date.now() + CONSENT_REQUEST_SECONDS * 1000,
  };
  const url = new URL((await endpointsOf(client)).authorizeUrl);
  const query = {
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: asked.redirectUri,
    scope: client.provider.scopes.join(" "),
    state: request.state,
    code_challenge: createHash("sha256").update(request.verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...client.provider.asks,
    ...(asked.loginHint && { login_hint: asked.loginHint }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url, sealed: sealSecret(JSON.stringify(request), boundTo(asked)) };
}

interface Answer {
  provider: string;
  state: string;
}

/** What was asked for in this session; undefined when it was not, was too long ago, or is not what is answered. */
export function readConsentRequest(sealed: string, asker: Asker, answer: Answer): ConsentRequest | undefined {
  const request = open(sealed, asker);
  if (!request || request.expiresAt < Date.now()) return undefined;
  return request.provider === answer.provider && isSame(request.state, answer.state) ? request : undefined;
}

function open(sealed: string, asker: Asker): ConsentRequest | undefined {
  try {
    return ConsentRequest.parse(JSON.parse(openSecret(sealed, boundTo(asker))));
  } catch {
    return undefined;
  }
}

const boundTo = ({ companyId, sessionId }: Asker) => `${companyId}|sessions|${sessionId}|consent_request`;

const secret = () => randomBytes(32).toString("base64url");

function isSame(ours: string, theirs: string): boolean {
  const [one, other] = [Buffer.from(ours), Buffer.from(theirs)];
  return one.length === other.length && timingSafeEqual(one, other);
}
