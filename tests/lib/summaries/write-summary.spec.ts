import { afterAll, beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findSummary } from "@/db/queries/summaries";
import { askSummary } from "@/lib/summaries/ask-summary";
import { listDue } from "@/lib/summaries/list-due";
import { SummaryUnavailable, writeSummary } from "@/lib/summaries/write-summary";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createMessage } from "../../support/factories/message";
import { connectModel } from "../../support/model";
import { type OpenAiServer, startOpenAiServer } from "../../support/openai-server";

let model: OpenAiServer;
let says: unknown;

beforeAll(async () => {
  model = await startOpenAiServer({ answer: () => says });
});
afterAll(() => model.stop());

async function converse(bodies: string[]) {
  const { companyId } = await createCompany();
  await connectModel(companyId, model);
  const made = await withCompany(companyId, async (db) => {
    const { id } = await createConversation(db);
    const messageIds: number[] = [];
    for (const body of bodies) messageIds.push((await createMessage(db, { conversationId: id, body })).id);
    return { conversationId: id, messageIds };
  });
  return { companyId, ...made };
}

const read = (companyId: number, conversationId: number) =>
  withCompany(companyId, (db) => findSummary(db, conversationId));

test("a conversation is summed up, and says how much came since", async () => {
  const { companyId, conversationId } = await converse(["Où est ma commande ?", "Toujours rien."]);
  says = {
    keyPoints: ["• Commande en retard", "Commande en retard", ""],
    openQuestions: ["Quand arrive-t-elle ?"],
    promises: [
      { what: "Livraison", on: "2026-11-30" },
      { what: "Rien", on: "2026-02-31" },
    ],
  };
  await withCompany(companyId, (db) => askSummary(db, conversationId));
  expect(await read(companyId, conversationId)).toMatchObject({ askedAt: expect.any(Date), keyPoints: [] });

  expect(await writeSummary(companyId, conversationId)).toBe(true);
  await withCompany(companyId, (db) => createMessage(db, { conversationId, body: "Alors ?" }));

  expect(await read(companyId, conversationId)).toMatchObject({
    keyPoints: ["Commande en retard"],
    openQuestions: ["Quand arrive-t-elle ?"],
    promises: [{ what: "Livraison", on: "2026-11-30" }],
    askedAt: null,
    newer: 1,
  });
});

test("an internal note is never shown to the model", async () => {
  const { companyId, conversationId } = await converse(["Bonjour"]);
  await withCompany(companyId, (db) =>
    createMessage(db, { conversationId, kind: "note", body: "Client difficile, canari-note" }),
  );
  says = { keyPoints: ["Bonjour"], openQuestions: [], promises: [] };
  await writeSummary(companyId, conversationId);
  const asked = model.requests.at(-1);
  expect(asked?.data).toContain("Bonjour");
  expect(JSON.stringify(asked)).not.toContain("canari-note");
});

test("a model that is busy is asked again, one that talks nonsense is not", async () => {
  const { companyId, conversationId } = await converse(["Bonjour"]);
  await withCompany(companyId, (db) => askSummary(db, conversationId));
  model.failNext(503);
  await expect(writeSummary(companyId, conversationId)).rejects.toThrow(SummaryUnavailable);
  model.failNext("garbage");
  expect(await writeSummary(companyId, conversationId)).toBe(false);
  expect(await read(companyId, conversationId)).toMatchObject({ failure: "wrongShape", askedAt: null });
});

test("only a long conversation is summed up without being asked, and again when more was said", async () => {
  const short = await converse(["Bonjour"]);
  expect(await listDue(short.companyId, short.messageIds)).toEqual([]);
  const { companyId, conversationId, messageIds } = await converse(Array(8).fill("Encore une question"));
  expect(await listDue(companyId, messageIds)).toEqual([conversationId]);
  says = { keyPoints: ["Beaucoup de questions"], openQuestions: [], promises: [] };
  await writeSummary(companyId, conversationId);
  expect(await listDue(companyId, messageIds)).toEqual([]);
});

test("without a model nothing is begun", async () => {
  const { companyId } = await createCompany();
  const { id } = await withCompany(companyId, (db) => createConversation(db));
  await expect(withCompany(companyId, (db) => askSummary(db, id))).rejects.toThrow("modelOff");
});
