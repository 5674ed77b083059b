import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { GET as callback } from "@/app/inbox/oauth/[provider]/callback/route";
import { GET as start } from "@/app/inbox/oauth/[provider]/start/route";
import { withCompany } from "@/db/company";
import { listIntegrations } from "@/db/queries/integrations-list";
import { openSession } from "@/db/queries/sessions";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { collectAndCount } from "@/lib/intake/collect-and-count";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { openGrant } from "@/lib/oauth/grant";
import { createCompany } from "@/tests/support/factories/company";
import { createEmployee } from "@/tests/support/factories/employee";
import { type HoodiecrowMailbox, startImapServer } from "@/tests/support/imap-server";
import { letter } from "@/tests/support/letter";
import type { ConnectedMailbox } from "@/tests/support/mailbox";
import { visit } from "@/tests/support/next-headers";
import { consentedMailbox, storedMailbox } from "@/tests/support/oauth-mailbox";
import { type OAuthServer, startOAuthServer, trustOAuthServer } from "@/tests/support/oauth-server";

let provider: OAuthServer;
let companyId: number;
let cookie: Record<string, string>;

beforeAll(async () => {
  provider = await startOAuthServer();
  trustOAuthServer(provider);
});
afterAll(() => provider.close());
beforeEach(async () => {
  Object.assign(provider, { asked: [], refusal: undefined, also: {}, account: "support@atelier.test" });
  const made = await createCompany();
  companyId = made.companyId;
  cookie = await signIn(companyId, made.employeeId);
});

async function signIn(company: number, employeeId: number): Promise<Record<string, string>> {
  const sessionId = await withCompany(company, (db) =>
    openSession(db, { employeeId, userAgent: "Firefox", days: 1 }),
  );
  return { [SESSION_COOKIE]: await writeSessionToken({ companyId: company, sessionId }) };
}

const HERE = "http://localhost:3000";
const at = (name: string) => ({ params: Promise.resolve({ provider: name }) });
const asks = (query = "", jar = cookie, name = "google") =>
  visit(jar, () => start(new Request(`${HERE}/inbox/oauth/${name}/start${query}`), at(name)));
const returns = (address: string | URL, jar: Record<string, string>, name = "google") =>
  visit(jar, () => callback(new Request(address), at(name)));

/** As a browser goes: to the provider, where the person consents, and to the address they come back to. */
async function consent(query = "", { jar = cookie, name = "google" } = {}) {
  const sent = await asks(query, jar, name);
  const [, sealed = ""] = sent.headers.get("set-cookie")?.match(/inbox-consent=([^;]*)/) ?? [];
  const back = await fetch(sent.headers.get("location") ?? "", { redirect: "manual" });
  return {
    sent,
    address: new URL(back.headers.get("location") ?? ""),
    jar: { ...jar, "inbox-consent": decodeURIComponent(sealed) },
  };
}

const pageAfter = (response: Response) => {
  const { pathname, searchParams } = new URL(response.headers.get("location") ?? "");
  return `${pathname}${searchParams.size > 0 ? `?${searchParams}` : ""}`;
};
const mailboxes = () => withCompany(companyId, listIntegrations);

test("a mailbox is connected by consent, without any password", async () => {
  const { sent, address, jar } = await consent("?since=30");
  const asked = new URL(sent.headers.get("location") ?? "").searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: "inbox",
    redirect_uri: `${HERE}/inbox/oauth/google/callback`,
    code_challenge_method: "S256",
    access_type: "offline",
  });
  expect(sent.headers.get("set-cookie")).toMatch(/Path=\/inbox\/oauth;.*HttpOnly; SameSite=lax/i);

  const answer = await returns(address, jar);

  const [mailbox] = await mailboxes();
  expect(pageAfter(answer)).toBe(`/inbox/settings/integrations/${mailbox?.id}`);
  expect(mailbox).toMatchObject({
    address: "support@atelier.test",
    savesSent: true,
    settings: { imapHost: "imap.gmail.com", username: "support@atelier.test", oauth: { provider: "google" } },
  });
  expect(Math.round((Date.now() - (mailbox?.startsAt.getTime() ?? 0)) / 86_400_000)).toBe(30);
  const stored = await storedMailbox({ companyId, integrationId: mailbox?.id ?? 0, address: "" });
  expect(openGrant(stored)?.accessToken).toBe(provider.accessToken);
  expect(provider.asked[0]).toMatchObject({ grant_type: "authorization_code", client_id: "inbox" });
});

test("Microsoft's mailboxes are connected the same way", async () => {
  const { address, jar } = await consent("", { name: "microsoft" });
  await returns(address, jar, "microsoft");
  const [mailbox] = await mailboxes();
  expect(mailbox?.settings).toMatchObject({ imapHost: "outlook.office365.com", smtpTls: "starttls" });
});

test("what was asked for counts once", async () => {
  const { address, jar } = await consent();
  const first = await returns(address, jar);
  expect(first.headers.get("set-cookie")).toMatch(/inbox-consent=;.*(Max-Age=0|1970)/i);

  const { "inbox-consent": _, ...later } = jar;
  expect(pageAfter(await returns(address, later))).toMatch(/new\?refused=oauthOutdated$/);
  // Even with the cookie that the browser dropped, the provider takes the code once.
  provider.refusal = { status: 400, error: "invalid_grant" };
  expect(pageAfter(await returns(address, jar))).toMatch(/new\?refused=oauthRefused$/);
  expect(await mailboxes()).toHaveLength(1);
});

test("an answer counts in the session that asked, with the state it was given, and nowhere else", async () => {
  const { address, jar } = await consent();
  const colleague = await signIn(companyId, await createEmployee(companyId, { role: "admin" }));
  const other = await createCompany();
  const stranger = await signIn(other.companyId, other.employeeId);
  const forged = new URL(address);
  forged.searchParams.set("state", "guessed");

  for (const [where, who] of [
    [address, { ...jar, ...colleague }],
    [address, { ...jar, ...stranger }],
    [forged, jar],
  ] as const)
    expect(pageAfter(await returns(where, who))).toMatch(/refused=oauthOutdated$/);
  expect(pageAfter(await returns(address, jar, "microsoft"))).toMatch(/refused=oauthOutdated$/);
  expect(provider.asked).toEqual([]);
  expect(await mailboxes()).toEqual([]);
});

test("only those who manage integrations may ask, and only from our own pages", async () => {
  const employee = await signIn(companyId, await createEmployee(companyId, { role: "employee" }));
  expect((await asks("", {})).status).toBe(401);
  expect((await asks("", employee)).status).toBe(404);
  expect((await asks("", cookie, "yahoo")).status).toBe(404);
  const elsewhere = new Request(`${HERE}/inbox/oauth/google/start`, {
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect((await visit(cookie, () => start(elsewhere, at("google")))).status).toBe(403);
});

test("a person may say no", async () => {
  const { address, jar } = await consent();
  address.searchParams.delete("code");
  address.searchParams.set("error", "access_denied");
  expect(pageAfter(await returns(address, jar))).toMatch(/new\?refused=oauthDenied$/);
});

test("an address that is connected already is not connected twice", async () => {
  for (const refused of [/integrations\/\d+$/, /refused=mailboxTaken$/]) {
    const { address, jar } = await consent();
    expect(pageAfter(await returns(address, jar))).toMatch(refused);
  }
});

test("an account that does not say its address is not connected", async () => {
  provider.account = undefined;
  const { address, jar } = await consent();
  expect(pageAfter(await returns(address, jar))).toMatch(/refused=oauthIncomplete$/);
});

let imap: HoodiecrowMailbox | undefined;
afterEach(() => imap?.close());

async function taken(): Promise<{ mailbox: ConnectedMailbox; admin: Record<string, string> }> {
  imap = await startImapServer({ accessToken: "access-0" });
  const mailbox = await consentedMailbox({ imap });
  await syncMailbox(mailbox.companyId, mailbox.integrationId);
  const employeeId = await createEmployee(mailbox.companyId, { role: "admin" });
  // The person took their consent back: neither the token nor its renewal counts any more.
  imap.acceptToken("none");
  provider.refusal = { status: 400, error: "invalid_grant" };
  return { mailbox, admin: await signIn(mailbox.companyId, employeeId) };
}

test("after a consent was taken back the mailbox says so, and a click later it catches up", async () => {
  const { mailbox, admin } = await taken();
  await imap?.deliver(letter({ id: "1@customer.test" }));
  expect(await collectAndCount(mailbox)).toMatchObject({ failure: "consent", pending: 0 });
  expect(await collectAndCount(mailbox)).toMatchObject({ failure: "consent", pending: 0 });
  expect(await storedMailbox(mailbox)).toMatchObject({ failure: "consent" });

  provider.refusal = undefined;
  const { sent, address, jar } = await consent(`?integration=${mailbox.integrationId}`, { jar: admin });
  expect(new URL(sent.headers.get("location") ?? "").searchParams.get("login_hint")).toBe(mailbox.address);
  const answer = await returns(address, jar);
  imap?.acceptToken(provider.accessToken);

  expect(pageAfter(answer)).toBe(`/inbox/settings/integrations/${mailbox.integrationId}`);
  expect(await storedMailbox(mailbox)).toMatchObject({ failure: null, failingSince: null });
  expect(await collectAndCount(mailbox)).toMatchObject({ failure: null, kept: 1, pending: 1 });
});

test("a mail server that refuses a token has it renewed, and nobody is asked for anything", async () => {
  const { mailbox } = await taken();
  provider.refusal = undefined;
  provider.also = { access_token: "access-1" };
  imap?.acceptToken("access-1");
  expect(await collectAndCount(mailbox)).toMatchObject({ failure: null });
  expect(provider.asked.map(({ grant_type }) => grant_type)).toEqual(["refresh_token"]);
});

test("another account than the mailbox's does not open it", async () => {
  const { mailbox, admin } = await taken();
  Object.assign(provider, { refusal: undefined, account: "private@atelier.test" });
  const { address, jar } = await consent(`?integration=${mailbox.integrationId}`, { jar: admin });
  expect(pageAfter(await returns(address, jar))).toContain("refused=oauthOtherAccount");
  expect(openGrant(await storedMailbox(mailbox))?.accessToken).toBe("access-0");
});

test("a mailbox of another company cannot be given access to", async () => {
  const { mailbox } = await taken();
  expect((await asks(`?integration=${mailbox.integrationId}`)).status).toBe(404);
});
