import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { freshAccessToken } from "@/lib/oauth/fresh-access";
import { openGrant } from "@/lib/oauth/grant";
import { consentedMailbox, storedMailbox } from "@/tests/support/oauth-mailbox";
import { type OAuthServer, startOAuthServer, trustOAuthServer } from "@/tests/support/oauth-server";

let provider: OAuthServer;
beforeAll(async () => {
  provider = await startOAuthServer();
  trustOAuthServer(provider);
});
afterAll(() => provider.close());
beforeEach(() => Object.assign(provider, { asked: [], refusal: undefined, delayMs: 0, also: {} }));

const ended = { accessUntil: new Date(Date.now() + 30_000).toISOString() };

test("a token that holds for a while is used as it is", async () => {
  const mailbox = await storedMailbox(await consentedMailbox());
  expect(await freshAccessToken(mailbox)).toBe("access-0");
  expect(await readMailboxAccess(mailbox)).toMatchObject({
    username: "support@atelier.test",
    password: "",
    accessToken: "access-0",
  });
  expect(provider.asked).toEqual([]);
});

test("one that is about to end is renewed, and the new one is stored, sealed", async () => {
  const mailbox = await consentedMailbox({ grant: ended });
  provider.also = { refresh_token: "refresh-1" };

  expect(await freshAccessToken(await storedMailbox(mailbox))).toBe("access-1");
  expect(provider.asked).toEqual([
    {
      grant_type: "refresh_token",
      refresh_token: "refresh-0",
      client_id: "inbox",
      client_secret: "of the client",
    },
  ]);
  const stored = await storedMailbox(mailbox);
  expect(openGrant(stored)).toMatchObject({ accessToken: "access-1", refreshToken: "refresh-1" });
  expect(JSON.stringify(stored)).not.toMatch(/access-1|refresh-1/);
  expect(await freshAccessToken(stored)).toBe("access-1");
  expect(provider.asked).toHaveLength(1);
});

test("a refresh token that the answer does not bring is kept", async () => {
  const mailbox = await consentedMailbox({ grant: ended });
  provider.also = { refresh_token: undefined };
  await freshAccessToken(await storedMailbox(mailbox));
  expect(openGrant(await storedMailbox(mailbox))).toMatchObject({ refreshToken: "refresh-0" });
});

test("however many ask at once, in two processes, it is renewed once", async () => {
  const mailbox = await consentedMailbox({ grant: ended });
  const stored = await storedMailbox(mailbox);
  vi.resetModules();
  const elsewhere = await import("@/lib/oauth/fresh-access");
  const itsEnv = (await import("@/lib/env")).env;
  Object.assign(itsEnv, env);

  const asking = Array.from({ length: 6 }, () => [
    freshAccessToken(stored),
    elsewhere.freshAccessToken(stored),
  ]);
  const tokens = new Set(await Promise.all(asking.flat()));

  expect([...tokens]).toEqual(["access-1"]);
  expect(provider.asked).toHaveLength(1);
  await (await import("@/db/connection")).closeConnections();
});

test("a consent that was taken back is said to be needed again", async () => {
  provider.refusal = { status: 400, error: "invalid_grant" };
  const stored = await storedMailbox(await consentedMailbox({ grant: ended }));
  await expect(freshAccessToken(stored)).rejects.toMatchObject({ code: "consent", detail: "invalid_grant" });
});

test.each([
  [401, "invalid_client", "client"],
  [400, "unauthorized_client", "client"],
  [503, "temporarily_unavailable", "port"],
  [429, "slow_down", "throttled"],
])("what the provider answers otherwise is told apart: %i %s", async (status, error, code) => {
  provider.refusal = { status, error };
  const stored = await storedMailbox(await consentedMailbox({ grant: ended }));
  await expect(freshAccessToken(stored)).rejects.toMatchObject({ code });
});

test("without a client of the provider, whoever installs Inbox is asked for one", async () => {
  const stored = await storedMailbox(await consentedMailbox({ grant: ended }));
  const before = env.GOOGLE_CLIENT_ID;
  env.GOOGLE_CLIENT_ID = undefined;
  await expect(freshAccessToken(stored)).rejects.toMatchObject({ code: "client", detail: "google" });
  env.GOOGLE_CLIENT_ID = before;
});

test("a token that the mail server refused is renewed before its time", async () => {
  const stored = await storedMailbox(await consentedMailbox());
  expect(await freshAccessToken({ ...stored, failure: "consent" })).toBe("access-1");
});

test("a consent that ends when it is not used lasts longer with every use", async () => {
  const mailbox = await consentedMailbox({ grant: ended, consent: { provider: "microsoft" } });
  await freshAccessToken(await storedMailbox(mailbox));
  const { settings } = await storedMailbox(mailbox);
  const until = Date.parse((settings.oauth as { consentUntil: string }).consentUntil);
  expect(Math.round((until - Date.now()) / 86_400_000)).toBe(90);
});
