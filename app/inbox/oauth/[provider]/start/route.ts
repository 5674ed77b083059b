import { NextResponse } from "next/server";
import {
  admit,
  CONSENT_COOKIE,
  consentCookieOptions,
  pageOf,
  redirectUriOf,
} from "@/app/inbox/oauth/consent-visit";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { MailboxFailure } from "@/lib/email/imap-failure";
import { readId } from "@/lib/integrations/read-id";
import { type Asked, askForConsent, CONSENT_REQUEST_SECONDS } from "@/lib/oauth/consent-request";
import type { Client } from "@/lib/oauth/providers";

type Context = { params: Promise<{ provider: string }> };

const MOST_DAYS = 3650;

/** Sends an administrator to the provider, to consent for a new mailbox or again for a known one (`integration`). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  if (!isSameOrigin(request)) return new Response("Another origin", { status: 403 });
  const visit = await admit((await params).provider);
  if (visit instanceof Response) return visit;

  const { companyId, sessionId } = visit.employee;
  const query = new URL(request.url).searchParams;
  const integrationId = readId(query.get("integration") ?? undefined) || null;
  const known = await withCompany(companyId, (db) => findIntegration(db, integrationId ?? 0));
  if (integrationId && known?.source !== "email") return new Response("Not found", { status: 404 });
  const sinceDays = Math.min(readId(query.get("since") ?? undefined), MOST_DAYS);
  const asked = { companyId, sessionId, integrationId, sinceDays, loginHint: known?.address };
  return sendAway(visit.client, { ...asked, redirectUri: redirectUriOf(visit.client) });
}

async function sendAway(client: Client, asked: Asked): Promise<Response> {
  try {
    const { url, sealed } = await askForConsent(client, asked);
    const response = NextResponse.redirect(url, 303);
    const options = { ...consentCookieOptions, maxAge: CONSENT_REQUEST_SECONDS };
    response.cookies.set(CONSENT_COOKIE, sealed, options);
    return response;
  } catch (error) {
    if (!(error instanceof MailboxFailure)) throw error;
    return NextResponse.redirect(pageOf(asked.integrationId, { key: "oauthUnreachable", values: {} }), 303);
  }
}
