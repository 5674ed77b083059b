import { z } from "zod";
import { MailboxFailure } from "@/lib/email/imap-failure";
import type { Client } from "./providers";

export interface Endpoints {
  authorizeUrl: string;
  tokenUrl: string;
}

const Discovered = z.object({ authorization_endpoint: z.url(), token_endpoint: z.url() });

const ANSWER_MS = 10_000;
const known = new Map<string, Endpoints>();

/** Where a provider asks a person and gives tokens; another issuer is asked once. Throws a MailboxFailure when it is silent. */
export async function endpointsOf({ provider, issuer }: Client): Promise<Endpoints> {
  if (!issuer) return provider;
  const found = known.get(issuer) ?? (await discover(issuer));
  known.set(issuer, found);
  return found;
}

async function discover(issuer: string): Promise<Endpoints> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const found = Discovered.parse(await answer.json());
    return { authorizeUrl: found.authorization_endpoint, tokenUrl: found.token_endpoint };
  } catch (cause) {
    throw new MailboxFailure("port", { detail: "OpenID configuration", cause });
  }
}
