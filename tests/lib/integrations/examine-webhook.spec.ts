import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { env } from "@/lib/env";
import {
  connectWebhook,
  findPreviousSecret,
  revealWebhookSecret,
  rotateWebhookSecret,
} from "@/lib/integrations/connect-webhook";
import { examineIntegration } from "@/lib/integrations/examine-integration";
import { startCallbackServer } from "@/tests/support/callback-server";
import { createCompany } from "@/tests/support/factories/company";

type Answers = Awaited<ReturnType<typeof startCallbackServer>>;
let answers: Answers;
beforeEach(async () => {
  answers = await startCallbackServer();
  answers.answer = { status: 204, headers: {} };
});
afterEach(async () => {
  env.ALLOWED_PRIVATE_HOSTS = "127.0.0.1";
  await answers.close();
});

const PATIENCE = { connectMs: 500, silenceMs: 1_000 };

async function open(callbackUrl = answers.url) {
  const { companyId } = await createCompany();
  const integrationId = await withCompany(companyId, (db) =>
    connectWebhook(db, { name: "Shop", signing: "standard", callbackUrl }),
  );
  const of = <Value>(read: Parameters<typeof withCompany<Value>>[1]) => withCompany(companyId, read);
  const examine = async () => {
    const { checks } = await examineIntegration(companyId, integrationId, PATIENCE);
    return Object.fromEntries(checks.map(({ step, outcome, code }) => [step, code ?? outcome]));
  };
  return { integrationId, of, examine };
}

test("a callback that works gets one signed ping and passes", async () => {
  const { examine, of, integrationId } = await open();
  expect(await examine()).toMatchObject({
    keys: "passed",
    events: "noEvents",
    callbackName: "passed",
    callbackTls: "plain",
    callback: "passed",
  });
  const secret = await of((db) => revealWebhookSecret(db, integrationId));
  const [ping, ...others] = answers.received;
  expect(others).toEqual([]);
  const headers = ping?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(ping?.body ?? "", headers)).toMatchObject({ type: "ping" });
});

test.each([
  [401, "callback-signature"],
  [403, "callback-signature"],
  [500, "callback-answer"],
  [302, "callback-answer"],
] as const)("a callback that answers %i fails as %s", async (status, code) => {
  const { examine } = await open();
  answers.answer = { status, headers: status === 302 ? { location: "http://127.0.0.1/" } : {} };
  expect(await examine()).toMatchObject({ callbackName: "passed", callback: code });
});

test("a callback that is nowhere, closed, or private where that is not allowed, is called so", async () => {
  const nowhere = await open("https://nowhere.invalid/answers");
  expect(await nowhere.examine()).toMatchObject({ callbackName: "callback-name", callback: "skipped" });
  const closed = await open("https://127.0.0.1:1/answers");
  expect(await closed.examine()).toMatchObject({ callbackTls: "callback-port", callback: "skipped" });
  env.ALLOWED_PRIVATE_HOSTS = "";
  const inner = await open();
  expect(await inner.examine()).toMatchObject({ callbackName: "callback-refused", callback: "skipped" });
  expect(answers.received).toEqual([]);
});

test("a callback whose encryption does not work fails there", async () => {
  const { examine } = await open(answers.url.replace("http:", "https:"));
  expect(await examine()).toMatchObject({ callbackTls: "callback-tls", callback: "skipped" });
});

test("a webhook that only receives needs no callback", async () => {
  const { examine } = await open("");
  expect(await examine()).toMatchObject({ keys: "passed", callback: "noCallback" });
});

test("the secret before is told as long as it counts", async () => {
  const { of, integrationId } = await open("");
  expect(await of((db) => findPreviousSecret(db, integrationId))).toBeNull();
  const before = await of((db) => revealWebhookSecret(db, integrationId));
  await of((db) => rotateWebhookSecret(db, integrationId));
  const previous = await of((db) => findPreviousSecret(db, integrationId));
  expect(previous?.secret).toBe(before);
  expect(Date.parse(previous?.until ?? "")).toBeGreaterThan(Date.now());
});
