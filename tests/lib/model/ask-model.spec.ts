import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { withCompany } from "@/db/company";
import { listModelCalls } from "@/db/queries/model-calls";
import { findModelSettings } from "@/db/queries/model-settings";
import { askModel } from "@/lib/model/ask-model";
import { writeDataBlock } from "@/lib/model/data-block";
import { createCompany } from "../../support/factories/company";
import { createModelCall } from "../../support/factories/model-call";
import { connectModel } from "../../support/model";
import { type ModelFault, type OpenAiServer, startOpenAiServer } from "../../support/openai-server";

const schema = z.strictObject({ folder: z.string().min(1).max(80), confidence: z.number().min(0).max(1) });
const asked = {
  purpose: "filing" as const,
  system: "File the message.",
  data: writeDataBlock("message", "Où est ma commande ?"),
  schema,
};

let server: OpenAiServer;
let companyId: number;
beforeEach(async () => {
  server = await startOpenAiServer({ answer: () => ({ folder: "Commandes", confidence: 0.94 }) });
  ({ companyId } = await createCompany());
});
afterEach(() => server.stop());

const calls = () => withCompany(companyId, (db) => listModelCalls(db, 10));
const settings = () => withCompany(companyId, findModelSettings);

test("without a key the model is off, and nothing is asked", async () => {
  expect(await askModel(companyId, asked)).toEqual({ outcome: "off", because: "noKey" });
  expect(await calls()).toEqual([]);
});

test("an answer comes back in its shape, and the ledger knows what it cost but not what it said", async () => {
  await connectModel(companyId, server, {
    inputPricePerMillion: 1_000_000,
    outputPricePerMillion: 2_000_000,
  });

  const answer = await askModel(companyId, asked);

  expect(answer).toMatchObject({ outcome: "answered", value: { folder: "Commandes" }, model: "stand-in" });
  expect(server.requests).toMatchObject([
    { purpose: "filing", system: "File the message.", data: asked.data },
  ]);
  const [call] = await calls();
  expect(call).toMatchObject({ purpose: "filing", outcome: "answered", host: new URL(server.url).host });
  expect(call?.cost).toBe((call?.inputTokens ?? 0) + 2 * (call?.outputTokens ?? 0));
  expect(JSON.stringify(call)).not.toMatch(/commande|sk-test/i);
});

test("what strict mode does not take is checked here instead of asked for", async () => {
  await connectModel(companyId, server);
  await server.stop();
  server = await startOpenAiServer({ answer: () => ({ folder: "x".repeat(81), confidence: 0.9 }) });
  await connectModel(companyId, server);
  expect(await askModel(companyId, asked)).toMatchObject({ outcome: "wrongShape" });
});

describe.each<[ModelFault, string, boolean, string]>([
  [401, "keyRefused", false, "401 invalid_api_key"],
  [403, "keyRefused", false, "403 failed"],
  [404, "failed", false, "404 failed"],
  [429, "rateLimited", true, "429 failed"],
  [500, "unreachable", true, "500 failed"],
  [503, "unreachable", true, "503 failed"],
  ["garbage", "wrongShape", false, "shape"],
  ["cut", "wrongShape", false, "unfinished"],
  ["extra", "wrongShape", false, "shape"],
  ["refusal", "refused", false, "model"],
  ["filtered", "refused", false, "model"],
  ["redirect", "unreachable", false, "redirect"],
  ["endless", "wrongShape", false, "too-large"],
])("a server that answers %s", (fault, outcome, retryable, detail) => {
  test(`gives ${outcome}, is asked once, and stands in the ledger`, async () => {
    await connectModel(companyId, server);
    server.failNext(fault);

    expect(await askModel(companyId, asked)).toEqual({ outcome, retryable, detail });
    expect(server.requests).toHaveLength(1);
    expect(await calls()).toMatchObject([{ outcome, detail }]);
  });
});

test("a model that never answers is given up, and may be asked again", async () => {
  await connectModel(companyId, server);
  server.failNext("hang");
  const answer = await askModel(companyId, { ...asked, withinMs: 150 });
  expect(answer).toEqual({ outcome: "timedOut", retryable: true, detail: "slow" });
});

test("a refused key is told to the company until the next success", async () => {
  await connectModel(companyId, server);
  server.failNext(401);
  await askModel(companyId, asked);
  expect(await settings()).toMatchObject({ failure: "keyRefused", failingSince: expect.any(Date) });

  await askModel(companyId, asked);
  expect(await settings()).toMatchObject({ failure: null, failingSince: null });
});

test("a key sealed for another company does not open, and leaves for nobody", async () => {
  await connectModel(companyId, server);
  const sealedKey = (await settings())?.sealedKey;
  const other = await createCompany();
  await connectModel(other.companyId, server, { sealedKey });
  expect(await askModel(other.companyId, asked)).toMatchObject({ outcome: "keyRefused", detail: "sealed" });
  expect(server.requests).toEqual([]);
});

test("over the month's budget nothing leaves", async () => {
  await connectModel(companyId, server, { monthlyBudget: 1000 });
  await withCompany(companyId, (db) => createModelCall(db, { cost: 1000 }));
  expect(await askModel(companyId, asked)).toMatchObject({ outcome: "overBudget", retryable: false });
  expect(server.requests).toEqual([]);
});

test("what was spent last month does not count", async () => {
  await connectModel(companyId, server, { monthlyBudget: 1000 });
  const happenedAt = new Date(Date.now() - 32 * 86_400_000);
  await withCompany(companyId, (db) => createModelCall(db, { cost: 1000, happenedAt }));
  expect(await askModel(companyId, asked)).toMatchObject({ outcome: "answered" });
});

test.each(["http://10.0.0.8/v1", "http://169.254.169.254/v1", "http://model.invalid/v1"])(
  "an address that is not public is not asked: %s",
  async (baseUrl) => {
    await connectModel(companyId, server, { baseUrl });
    expect(await askModel(companyId, asked)).toMatchObject({ outcome: "unreachable" });
  },
);

test("a question too long to pay for is not asked", async () => {
  await connectModel(companyId, server);
  const answer = await askModel(companyId, { ...asked, data: "x".repeat(120_001) });
  expect(answer).toMatchObject({ outcome: "failed", detail: "too-long" });
  expect(server.requests).toEqual([]);
});
