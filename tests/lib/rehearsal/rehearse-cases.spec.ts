import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Db, withCompany } from "@/db/company";
import { findFolder } from "@/db/queries/folders-list";
import { saveModelSettings } from "@/db/queries/model-settings";
import { countCases, listShownCases } from "@/db/queries/rehearsal-list";
import { findRehearsal, listAnswered } from "@/db/queries/rehearsals";
import { messages, proposals } from "@/db/schema";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { acceptRehearsal } from "@/lib/rehearsal/accept-rehearsal";
import { isRehearsed } from "@/lib/rehearsal/is-rehearsed";
import { RehearsalWaits, rehearseCases } from "@/lib/rehearsal/rehearse-cases";
import { startRehearsal } from "@/lib/rehearsal/start-rehearsal";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createFolder } from "../../support/factories/folder";
import { createMessage } from "../../support/factories/message";
import { connectModel } from "../../support/model";
import { type OpenAiServer, startOpenAiServer } from "../../support/openai-server";

const ANSWER = "Votre commande part de l’atelier sous 3 jours ouvrés.";
const GOOD = {
  ...{ language: "fr", confidence: 0.95, needsPerson: false, because: "" },
  sentences: [{ text: ANSWER, sources: ["A1"], endsParagraph: false }],
};

let model: OpenAiServer;
let says: unknown;

beforeAll(async () => {
  model = await startOpenAiServer({ answer: () => says });
});
afterAll(() => model.stop());
beforeEach(() => {
  says = GOOD;
  model.requests.length = 0;
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function converse(db: Db, folderId: number, at: number) {
  const { id: conversationId } = await createConversation(db, {
    ...{ folderId, firstReplyAt: ago(at - 1), lastMessageAt: ago(at - 1) },
  });
  await createMessage(db, {
    ...{ conversationId, sentAt: ago(at), subject: "" },
    body: `Bonjour, sous combien de jours la commande ${at} part-elle de l’atelier ?`,
  });
  await createMessage(db, {
    ...{ conversationId, kind: "outbound", delivery: "sent", sentAt: ago(at - 1) },
    body: ANSWER,
  });
}

async function createShop(conversations = 7) {
  const { companyId, employeeId } = await createCompany();
  await connectModel(companyId, model);
  const folderId = await withCompany(companyId, async (db) => {
    const article = { articleId: null, version: 0, title: "Délais", employeeId };
    const saved = await saveArticle(db, {
      ...article,
      body: "Une commande part de l’atelier sous 3 jours ouvrés.",
    });
    await publishArticle(db, { ...saved, employeeId });
    const { id } = await createFolder(db, { name: "Commandes" });
    for (let at = 0; at < conversations; at += 1) await converse(db, id, 5000 + at * 10);
    return id;
  });
  const start = () => withCompany(companyId, (db) => startRehearsal(db, { folderId, cases: 20, employeeId }));
  return { companyId, employeeId, folderId, start };
}

async function runToItsEnd(companyId: number, rehearsalId: number): Promise<void> {
  while (await rehearseCases(companyId, rehearsalId));
}

const read = (companyId: number, rehearsalId: number) =>
  withCompany(companyId, async (db) => ({
    rehearsal: await findRehearsal(db, rehearsalId),
    counts: await countCases(db, rehearsalId),
    cases: await listShownCases(db, { rehearsalId, afterPosition: -1, limit: 50 }),
  }));

test("past messages are answered as they would be today, beside what people answered, and nothing is sent", async () => {
  const { companyId, start } = await createShop();
  const before = await withCompany(companyId, (db) => db.select().from(messages));
  const id = await start();
  await runToItsEnd(companyId, id);
  const { rehearsal, counts, cases } = await read(companyId, id);
  expect(rehearsal).toMatchObject({ finishedAt: expect.any(Date), failure: null, score: 1, wouldSend: 7 });
  expect(counts).toMatchObject({ written: 7, sends: 7, unsourced: 0, silent: 0 });
  expect(cases[0]).toMatchObject({ answer: ANSWER, text: ANSWER, similarity: 1 });
  expect(await withCompany(companyId, (db) => db.select().from(messages))).toHaveLength(before.length);
  expect(await withCompany(companyId, (db) => db.select().from(proposals))).toEqual([]);
});

test("the model never sees what people answered then", async () => {
  const { companyId, start } = await createShop(1);
  await runToItsEnd(companyId, await start());
  const conversation = model.requests[0]?.data.split("The conversation").at(-1);
  expect(conversation).toContain("part-elle");
  expect(conversation).not.toContain("3 jours ouvrés");
});

test("an answer with a sentence of its own would have been stopped", async () => {
  says = { ...GOOD, sentences: [{ text: "La livraison est offerte.", sources: [], endsParagraph: false }] };
  const { companyId, start } = await createShop(2);
  const id = await start();
  await runToItsEnd(companyId, id);
  expect((await read(companyId, id)).counts).toMatchObject({ written: 2, sends: 0, unsourced: 2 });
});

test("after a crash it goes on where it was, and asks nothing twice", async () => {
  const { companyId, start } = await createShop();
  const id = await start();
  model.failNext(503);
  await expect(rehearseCases(companyId, id)).rejects.toThrow(RehearsalWaits);
  await runToItsEnd(companyId, id);
  expect((await read(companyId, id)).counts.written).toBe(7);
  expect(model.requests).toHaveLength(8);
});

test("a model that refuses the key ends it, and what is incomplete cannot be accepted", async () => {
  const { companyId, employeeId, start } = await createShop();
  const id = await start();
  model.failNext(401);
  expect(await rehearseCases(companyId, id)).toBe(false);
  expect((await read(companyId, id)).rehearsal?.failure).toBe("keyRefused");
  const accept = withCompany(companyId, (db) => acceptRehearsal(db, { rehearsalId: id, employeeId }));
  await expect(accept).rejects.toThrow("rehearsalUnfinished");
});

test("whoever starts one at the same moment gets the same one", async () => {
  const { start } = await createShop(2);
  const started = await Promise.all([start(), start(), start()]);
  expect(new Set(started).size).toBe(1);
});

test("without answered conversations there is nothing to rehearse", async () => {
  const { start } = await createShop(0);
  await expect(start()).rejects.toThrow("nothingToRehearse");
});

test("what robots and machines wrote is no example", async () => {
  const { companyId, folderId } = await createShop(0);
  const answered = await withCompany(companyId, async (db) => {
    const { id: conversationId } = await createConversation(db, { folderId, firstReplyAt: ago(1) });
    await createMessage(db, { conversationId, origin: "automatic", sentAt: ago(5) });
    await createMessage(db, { conversationId, kind: "outbound", delivery: "sent", sentAt: ago(4) });
    return listAnswered(db, folderId, 10);
  });
  expect(answered).toEqual([]);
});

test("acceptance holds until the prompt changes, and again after it was rehearsed", async () => {
  const { companyId, employeeId, folderId, start } = await createShop(1);
  const accept = (rehearsalId: number) =>
    withCompany(companyId, (db) => acceptRehearsal(db, { rehearsalId, employeeId }));
  const holds = () =>
    withCompany(companyId, async (db) => {
      const folder = await findFolder(db, folderId);
      return folder !== undefined && (await isRehearsed(db, folder));
    });
  const first = await start();
  await expect(accept(first)).rejects.toThrow("rehearsalUnfinished");
  await runToItsEnd(companyId, first);
  await accept(first);
  expect(await holds()).toBe(true);

  await withCompany(companyId, (db) => saveModelSettings(db, { prompt: "Tutoyez tout le monde." }));
  expect(await holds()).toBe(false);
  await expect(accept(first)).rejects.toThrow("rehearsalOutdated");

  const second = await start();
  await runToItsEnd(companyId, second);
  await accept(second);
  expect(await holds()).toBe(true);
});
