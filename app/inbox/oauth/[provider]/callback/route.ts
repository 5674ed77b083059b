import { cookies } from "next/headers";
import { NextResponse } from "next/server";
import {
  admit,
  CONSENT_COOKIE,
  consentCookieOptions,
  pageOf,
  redirectUriOf,
} from "@/app/inbox/oauth/consent-visit";
import { withCompany } from "@/db/company";
import { announce } from "@/inngest/announce";
import { integrationPollRequested } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import { acceptConsent, type ConsentAnswer } from "@/lib/oauth/accept-consent";
import { type ConsentRequest, readConsentRequest } from "@/lib/oauth/consent-request";

type Context = { params: Promise<{ provider: string }> };

/** Where the provider sends an administrator back. Whatever becomes of it, what was asked for counts once. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const visit = await admit((await params).provider);
  if (visit instanceof Response) return visit;

  const { employee, client } = visit;
  const query = new URL(request.url).searchParams;
  const sealed = (await cookies()).get(CONSENT_COOKIE)?.value ?? "";
  const claimed = { provider: client.provider.id, state: query.get("state") ?? "" };
  const asked = readConsentRequest(sealed, employee, claimed);
  const answer = { code: query.get("code"), error: query.get("error"), redirectUri: redirectUriOf(client) };
  const response = NextResponse.redirect(await conclude(employee.companyId, asked, answer), 303);
  response.cookies.set(CONSENT_COOKIE, "", { ...consentCookieOptions, maxAge: 0 });
  return response;
}

/** The page that follows. A mailbox that was given access is collected at once, with all that came in between. */
async function conclude(
  companyId: number,
  asked: ConsentRequest | undefined,
  answer: ConsentAnswer,
): Promise<URL> {
  try {
    const keep = await acceptConsent(asked, answer);
    const integrationId = await withCompany(companyId, async (db) => {
      const id = await keep(db);
      await announce(db, [integrationPollRequested.create({ companyId, integrationId: id })]);
      return id;
    });
    return pageOf(integrationId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return pageOf(asked?.integrationId ?? null, { key: error.message, values: error.values });
  }
}
