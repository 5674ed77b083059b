import { afterAll, beforeAll, expect, test } from "vitest";
import { findShownProposal } from "@/db/queries/proposals";
import { findReplyDecision } from "@/db/queries/reply-decisions";
import { inngest } from "@/inngest/client";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { sendEvents } from "@/inngest/embedded/send";
import { messageTriaged } from "@/inngest/events";
import { answerMessageOnTriage } from "@/inngest/functions/answer-message";
import { createArticle } from "@/tests/support/factories/article";
import { createArticlePassage } from "@/tests/support/factories/article-passage";
import { eventually, startFunctions } from "@/tests/support/jobs";
import { connectModel } from "@/tests/support/model";
import { type OpenAiServer, startOpenAiServer } from "@/tests/support/openai-server";
import { openReplyWorld } from "../lib/triage/reply-world";

let model: OpenAiServer;
let stop: () => Promise<void>;
beforeAll(async () => {
  model = await startOpenAiServer({ answer: () => ANSWER });
  ({ stop } = await startFunctions([answerMessageOnTriage], { with: inngest }));
});
afterAll(async () => {
  await stop();
  await model.stop();
});

const ANSWER = {
  language: "fr",
  confidence: 0.97,
  needsPerson: false,
  because: "",
  sentences: [
    { text: "Bonjour,", sources: [], endsParagraph: true },
    { text: "Une commande passée avant midi part le jour même.", sources: ["A1"], endsParagraph: false },
  ],
};

async function openShop() {
  const shop = await openReplyWorld();
  await connectModel(shop.companyId, model);
  await shop.within(async (db) => {
    const body = "Une commande passée avant midi part le jour même.";
    const article = await createArticle(db, {
      title: "Départ d'une commande",
      body,
      publishedAt: new Date(),
    });
    await createArticlePassage(db, { articleId: article.id, body });
  });
  await shop.rehearse();
  return shop;
}

const triaged = (companyId: number, messageId: number) =>
  sendEvents(jobsDatabase(), [messageTriaged.create({ companyId, messageId })]);

test("a question is decided, drafted and put in the outbox by itself", async () => {
  const shop = await openShop();
  const { message } = await shop.ask({
    message: { body: "Bonjour, quand part ma commande passée ce matin ?" },
  });
  await triaged(shop.companyId, message.id);
  const [sent] = await eventually("the answer is in the outbox", async () => {
    const found = await shop.listAutomatic();
    return found.length > 0 && found;
  });
  expect(sent).toMatchObject({ delivery: "queued" });
  expect(sent?.body).toContain("part le jour même");
  const decision = await shop.within((db) => findReplyDecision(db, message.id));
  expect(decision).toMatchObject({ mode: "automatic", drafts: true, sends: true });
  expect(decision?.gates.map(({ gate }) => gate)).toContain("answerSourced");
});

test("in a folder that wants a person, it is proposed and nothing leaves", async () => {
  const shop = await openShop();
  await shop.setFolder({ autoReply: "draft" });
  const { message, conversationId } = await shop.ask();
  await triaged(shop.companyId, message.id);
  await eventually("it is proposed", async () => {
    const shown = await shop.within((db) => findShownProposal(db, conversationId));
    return shown?.text;
  });
  expect(await shop.listAutomatic()).toEqual([]);
  expect(await shop.within((db) => findReplyDecision(db, message.id))).toMatchObject({
    drafts: true,
    sends: false,
  });
});

test("what a machine wrote is not even shown to the model", async () => {
  const shop = await openShop();
  const before = model.requests.length;
  const { message } = await shop.ask({
    message: { answerable: false, unanswerableBecause: ["auto-submitted"] },
  });
  await triaged(shop.companyId, message.id);
  await eventually("it is decided", () => shop.within((db) => findReplyDecision(db, message.id)));
  expect(model.requests.length).toBe(before);
  expect(await shop.countAnswers()).toBe(0);
});
