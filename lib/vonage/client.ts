import { Vonage } from "@vonage/server-sdk";
import { env } from "@/lib/env";
import type { VonageAccess } from "@/lib/integrations/vonage-access";

// The SDK waits for ever unless it is told not to.
const ANSWERS_WITHIN_MS = 30_000;

/** Asks Vonage in the name of an account, and of its application where there is one. */
export function vonageClient(access: VonageAccess, timeoutMs = ANSWERS_WITHIN_MS): Vonage {
  const { apiKey, apiSecret, applicationId, privateKey } = access;
  // A `signature` among these would silently change how the SDK signs in.
  const application =
    applicationId && privateKey ? { applicationId, privateKey: Buffer.from(privateKey) } : {};
  const hosts = { apiHost: env.VONAGE_API_HOST, restHost: env.VONAGE_REST_HOST };
  return new Vonage({ apiKey, apiSecret, ...application }, { ...hosts, timeout: timeoutMs });
}

type Request = Parameters<Vonage["messages"]["addAuthenticationToRequest"]>[0];

/** The header that signs a request in; undefined when the account's key is no key. */
export async function authorizationOf({ messages }: Vonage): Promise<string | undefined> {
  try {
    const { headers } = await messages.addAuthenticationToRequest({} as Request);
    return headers?.Authorization;
  } catch {
    return undefined;
  }
}
