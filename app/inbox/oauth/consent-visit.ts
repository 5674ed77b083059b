import { may } from "@/lib/auth/permissions";
import { findEmployee, type SignedInEmployee } from "@/lib/auth/session";
import { sessionCookieOptions } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { type Client, findClient } from "@/lib/oauth/providers";

export const CONSENT_COOKIE = "inbox-consent";

/** It comes along with the provider's redirect, which is of another site. */
export const consentCookieOptions = { ...sessionCookieOptions, path: "/inbox/oauth" } as const;

/** Who visits, and at which provider; else the answer for those who may not, or where there is none. */
export async function admit(
  provider: string,
): Promise<{ employee: SignedInEmployee; client: Client } | Response> {
  const employee = await findEmployee();
  if (!employee) return new Response("Not signed in", { status: 401 });
  const client = findClient(provider);
  const isAdmitted = client && may(employee.role, "integrations.manage");
  return isAdmitted ? { employee, client } : new Response("Not found", { status: 404 });
}

/** Where a provider sends the person back to; it has to know this very address. */
export const redirectUriOf = ({ provider }: Client): string =>
  new URL(`/inbox/oauth/${provider.id}/callback`, env.APP_URL).href;

const PAGES = "/inbox/settings/integrations";

/** The mailbox's page, or that of a new one, with what to say there. */
export function pageOf(integrationId: number | null, refused?: { key: string; values: object }): URL {
  const url = new URL(`${PAGES}/${integrationId ?? "new"}`, env.APP_URL);
  for (const [name, value] of Object.entries(refused?.values ?? {}))
    url.searchParams.set(name, String(value));
  if (refused) url.searchParams.set("refused", refused.key);
  return url;
}
