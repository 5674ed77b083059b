import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findModelSettings, findStop } from "@/db/queries/model-settings";
import { activities } from "@/db/schema";
import { changeAnswerRules } from "@/lib/model/change-answer-rules";
import { connectProvider } from "@/lib/model/connect-provider";
import { openModelKey } from "@/lib/model/model-access";
import { type AnswerRules, ModelConnection } from "@/lib/model/model-input";
import { readModelState } from "@/lib/model/model-state";
import { resumeAnswers, stopAnswers } from "@/lib/model/stop-answers";
import { createCompany } from "../../support/factories/company";
import { createModelCall } from "../../support/factories/model-call";
import { createModelSettings } from "../../support/factories/model-settings";

const CONNECTION: ModelConnection = {
  baseUrl: "",
  key: "sk-secret-of-ours-9876",
  model: "gpt-4o-mini",
  embeddingModel: "",
  inputPrice: null,
  outputPrice: null,
  monthlyBudget: 20,
};
const RULES: AnswerRules = {
  prompt: "Vouvoyez.",
  links: ["https://Shop.test/aide", "shop.test"],
  filingThreshold: 80,
  openingHours: null,
  caps: {
    conversationPerDay: 1,
    customerPerDay: null,
    domainPerHour: null,
    mailboxPerHour: null,
    companyPerHour: 30,
  },
};

let companyId: number;
let employeeId: number;
beforeEach(async () => {
  ({ companyId, employeeId } = await createCompany());
});

const connect = (changed: Partial<ModelConnection> = {}) =>
  withCompany(companyId, (db) => connectProvider(db, { ...CONNECTION, ...changed }, employeeId));
const change = (changed: Partial<AnswerRules> = {}) =>
  withCompany(companyId, (db) => changeAnswerRules(db, { ...RULES, ...changed }, employeeId));
const settings = () => withCompany(companyId, findModelSettings);
const state = () => withCompany(companyId, readModelState);
const noted = () =>
  withCompany(companyId, (db) => db.select().from(activities).where(eq(activities.companyId, companyId)));

test("a key is sealed, shown by its ending only, and never noted", async () => {
  await connect();
  const saved = await settings();
  expect(saved).toMatchObject({ keyEnding: "9876", baseUrl: null, monthlyBudget: 20_000_000 });
  expect(saved?.sealedKey).not.toContain("secret");
  expect(openModelKey(companyId, saved?.sealedKey ?? "")).toBe(CONNECTION.key);
  const [activity] = await noted();
  expect(activity).toMatchObject({ verb: "modelConnected", employeeId, detail: { keyChanged: true } });
  expect(JSON.stringify(activity)).not.toMatch(/secret|9876/);
});

test("without a new key the stored one stays, for the same host only", async () => {
  await connect();
  await connect({ key: "", model: "gpt-4o" });
  expect(await settings()).toMatchObject({ model: "gpt-4o", keyEnding: "9876" });
  await expect(connect({ key: "", baseUrl: "https://other.test/v1" })).rejects.toThrow("modelKeyNeeded");
});

test("a first connection needs a key", async () => {
  await expect(connect({ key: "" })).rejects.toThrow("modelKeyNeeded");
});

test.each([
  "ftp://a.test",
  "http://model.test/v1",
  "https://me:secret@model.test/v1",
  "model",
  "https://a.test/?x=1",
])("%s is no place for a key", async (baseUrl) => {
  await expect(connect({ baseUrl })).rejects.toThrow("modelUrlInvalid");
});

test("a budget needs prices, by the company or known of the model", async () => {
  await expect(connect({ model: "our-own" })).rejects.toThrow("modelBudgetNeedsPrices");
  await connect({ model: "our-own", inputPrice: 0.5, outputPrice: 1.5 });
  expect(await settings()).toMatchObject({ inputPricePerMillion: 500_000 });
});

test("an amount that is none is refused with its field", () => {
  const refused = ModelConnection.safeParse({ ...CONNECTION, inputPrice: Number.NaN });
  expect(refused.error?.issues[0]).toMatchObject({ path: ["inputPrice"], message: "invalid" });
});

test("rules are kept as hosts and chosen caps, and only what changed is noted", async () => {
  await change();
  expect(await settings()).toMatchObject({
    links: ["shop.test"],
    caps: { conversationPerDay: 1, companyPerHour: 30 },
    filingThreshold: 80,
  });
  await change();
  await change({ prompt: "Tutoyez." });
  const notes = await noted();
  expect(notes).toHaveLength(2);
  expect(notes[1]?.detail).toEqual({ before: { prompt: "Vouvoyez." }, after: { prompt: "Tutoyez." } });
});

test("a link that is no site and hours that end before they begin are refused", async () => {
  await expect(change({ links: ["pas un site"] })).rejects.toThrow("modelLinkInvalid");
  const week = Array.from({ length: 7 }, () => ({ from: 600, to: 540 }));
  await expect(change({ openingHours: week })).rejects.toThrow("openingHoursInvalid");
});

test("the first to stop everything is named, until it is resumed; each is noted once", async () => {
  await withCompany(companyId, (db) => stopAnswers(db, employeeId));
  await withCompany(companyId, (db) => stopAnswers(db, employeeId));
  expect(await state()).toMatchObject({ stopped: true, on: false, because: "noKey" });
  expect(await withCompany(companyId, findStop)).toMatchObject({ stoppedBy: "Nadia Ferrand" });

  await withCompany(companyId, (db) => resumeAnswers(db, employeeId));
  expect(await withCompany(companyId, findStop)).toBeUndefined();
  expect((await noted()).map(({ verb }) => verb)).toEqual(["answersStopped", "answersResumed"]);
});

test("a model is on with a key, and off when the budget is spent", async () => {
  await withCompany(companyId, (db) => createModelSettings(db, { key: "sk-1234", monthlyBudget: 100 }));
  expect(await state()).toMatchObject({ on: true, because: null, model: "stand-in", simulated: false });
  await withCompany(companyId, (db) => createModelCall(db, { cost: 100 }));
  expect(await state()).toMatchObject({ on: false, because: "overBudget" });
});
