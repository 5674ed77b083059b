import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listChecks } from "@/db/queries/integration-checks";
import { findIntegration, sealIn } from "@/db/queries/integrations-list";
import { env } from "@/lib/env";
import { examineIntegration } from "@/lib/integrations/examine-integration";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

let server: Server;
let answersWith = 401;
beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answersWith).end("Not signed"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());
beforeEach(() => {
  answersWith = 401;
  env.APP_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

const PATIENCE = { connectMs: 500, silenceMs: 1_000 };
const examine = ({ companyId, integrationId }: OpenNumber) =>
  examineIntegration(companyId, integrationId, PATIENCE);
const outcomesOf = ({ checks }: Awaited<ReturnType<typeof examine>>) =>
  Object.fromEntries(checks.map(({ step, outcome, code }) => [step, code ?? outcome]));
const shown = ({ companyId, integrationId }: OpenNumber) =>
  withCompany(companyId, (db) => findIntegration(db, integrationId));

async function open(changed: Parameters<typeof openNumber>[0] = {}) {
  const number = await openNumber(changed);
  number.reachVonage();
  return number;
}

test("a number that works passes every step, says what is left on its account, and sends nothing", async () => {
  const number = await open();
  await number.write();
  await number.receive();
  const examined = await examine(number);
  expect(outcomesOf(examined)).toEqual({
    keys: "passed",
    api: "passed",
    account: "passed",
    clock: "passed",
    address: "passed",
    events: "passed",
  });
  expect(examined.checks.find(({ step }) => step === "account")).toMatchObject({ detail: "", euros: 12.5 });
  expect(examined.checks.find(({ step }) => step === "events")?.at).toBeDefined();
  expect(number.vonage.sent).toEqual([]);
  expect(await shown(number)).toMatchObject({ failingSince: null, checkedAt: expect.any(Date) });
});

test("a number of the SMS API is asked with the account's key", async () => {
  const number = await open({ api: "sms", applicationId: "", privateKey: "" });
  expect(outcomesOf(await examine(number))).toMatchObject({ api: "passed", account: "passed" });
});

test("before anything came, that is said, and is no failure", async () => {
  const number = await open({ source: "whatsapp" });
  const examined = await examine(number);
  expect(outcomesOf(examined)).toMatchObject({ events: "noEvents" });
  expect(examined.passed).toBe(true);
});

test("keys that Vonage refuses are told apart: those that send, and those of the account", async () => {
  const number = await open({ apiSecret: "Another-secret" });
  expect(outcomesOf(await examine(number))).toMatchObject({ api: "passed", account: "vonage-account" });
  const other = await open({ applicationId: crypto.randomUUID() });
  expect(outcomesOf(await examine(other))).toMatchObject({ api: "vonage-sending", account: "passed" });
});

test("an account without credit, and a Vonage that is busy, broken or away, are each called what they are", async () => {
  const number = await open();
  number.vonage.balance = 0;
  expect(outcomesOf(await examine(number))).toMatchObject({ account: "credit" });
  for (const [status, code] of [
    [429, "vonage-busy"],
    [500, "vonage-broken"],
  ] as const) {
    number.vonage.fault = { status };
    expect(outcomesOf(await examine(number))).toMatchObject({ api: code });
  }
  await number.vonage.close();
  expect(outcomesOf(await examine(number))).toMatchObject({
    api: "vonage-unreachable",
    clock: "skipped",
  });
});

test("a clock that is far from Vonage's is noticed", async () => {
  const number = await open();
  const date = new Date(Date.now() - 10 * 60_000).toUTCString();
  number.vonage.fault = { status: 422, headers: { date } };
  expect(outcomesOf(await examine(number))).toMatchObject({ api: "passed", clock: "clock" });
});

test("an address that nobody outside can reach, or that leads elsewhere, is noticed", async () => {
  const number = await open();
  answersWith = 502;
  expect(outcomesOf(await examine(number))).toMatchObject({ address: "address" });
  env.APP_URL = "http://10.0.0.8";
  expect(outcomesOf(await examine(number))).toMatchObject({ address: "address-private" });
});

test("an event that has waited for long is noticed", async () => {
  const number = await open();
  await number.write();
  expect(outcomesOf(await examine(number))).toMatchObject({ events: "passed" });
  await number.age(6);
  expect(outcomesOf(await examine(number))).toMatchObject({ events: "events-waiting" });
});

test("keys that cannot be read fail at the keys, and Vonage is not asked", async () => {
  const number = await open();
  await withCompany(number.companyId, (db) => sealIn(db, number.integrationId, ""));
  expect(outcomesOf(await examine(number))).toMatchObject({
    keys: "keys",
    api: "skipped",
    address: "passed",
  });
});

test("a number that fails counts as failing until an examination passes, and the last ten are kept", async () => {
  const number = await open();
  number.vonage.balance = -1;
  await examine(number);
  const { failingSince } = (await shown(number)) ?? {};
  expect(failingSince).toBeInstanceOf(Date);
  expect(await shown(number)).toMatchObject({ failure: "credit" });
  for (let times = 0; times < 10; times++) await examine(number);
  expect((await shown(number))?.failingSince).toEqual(failingSince);
  number.vonage.balance = 5;
  const last = await examine(number);
  expect(await shown(number)).toMatchObject({ failingSince: null, failure: null });
  const kept = await withCompany(number.companyId, (db) => listChecks(db, number.integrationId));
  expect(kept.map(({ passed }) => passed)).toEqual([true, ...Array(9).fill(false)]);
  expect(kept[0]).toEqual(last);
});

test("a number of another company is not there", async () => {
  const [ours, theirs] = [await open(), await open()];
  await expect(examineIntegration(ours.companyId, theirs.integrationId)).rejects.toThrow("integrationGone");
});
