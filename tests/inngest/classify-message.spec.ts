import { afterAll, beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findClassification } from "@/db/queries/classifications";
import { findReplyDecision } from "@/db/queries/reply-decisions";
import { inngest } from "@/inngest/client";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { sendEvents } from "@/inngest/embedded/send";
import { messagesReceived } from "@/inngest/events";
import { answerMessageOnTriage } from "@/inngest/functions/answer-message";
import { classifyMessageWhenClassifiable } from "@/inngest/functions/classify-message";
import { triageMessagesOnReceive } from "@/inngest/functions/triage-messages";
import { createCompany } from "@/tests/support/factories/company";
import { createConversation } from "@/tests/support/factories/conversation";
import { createFolder } from "@/tests/support/factories/folder";
import { createMessage } from "@/tests/support/factories/message";
import { eventually, startFunctions } from "@/tests/support/jobs";
import { connectModel } from "@/tests/support/model";
import { type OpenAiServer, startOpenAiServer } from "@/tests/support/openai-server";

const FILED = {
  ...{ folder: "F1", confidence: 0.9, runnerUp: "", runnerUpConfidence: 0, urgent: false, spam: false },
  ...{ intent: "question", language: "fr", reason: "Une commande.", quotes: ["commande"] },
};

let model: OpenAiServer;
let stop: () => Promise<void>;
let retryDelay = 0;
beforeAll(async () => {
  model = await startOpenAiServer({ answer: () => FILED });
  const functions = [triageMessagesOnReceive, classifyMessageWhenClassifiable, answerMessageOnTriage];
  ({ stop } = await startFunctions(functions, { with: inngest, retryDelay: () => retryDelay }));
});
afterAll(async () => {
  await stop();
  await model.stop();
});

async function receive(bodies: string[]) {
  const { companyId } = await createCompany();
  await connectModel(companyId, model);
  const messageIds = await withCompany(companyId, async (db) => {
    await createFolder(db, { name: "Commandes", description: "Une commande." });
    const ids: number[] = [];
    for (const body of bodies) {
      const { id: conversationId } = await createConversation(db);
      ids.push((await createMessage(db, { conversationId, body })).id);
    }
    return ids;
  });
  return { companyId, messageIds };
}

const announce = (companyId: number, messageIds: number[]) =>
  sendEvents(jobsDatabase(), [messagesReceived.create({ companyId, messageIds })]);

async function countRuns(name: string, status: string): Promise<number> {
  const [row] = await jobsDatabase()<{ count: number }[]>`
    select count(*)::int as count from jobs.runs where function_id = ${`inbox-${name}`} and status = ${status}`;
  return row?.count ?? 0;
}

test("a message that the model is asked about again later keeps no other waiting, and is not begun a second time", async () => {
  retryDelay = 3_600_000;
  const { companyId, messageIds } = await receive(["Une commande", "Une autre commande"]);
  model.failNext(503);
  await announce(companyId, messageIds);
  const readDecided = () =>
    withCompany(companyId, async (db) => {
      const decisions = await Promise.all(messageIds.map((id) => findReplyDecision(db, id)));
      return messageIds.filter((_, index) => decisions[index] !== undefined);
    });
  const decided = await eventually("one of them is decided", async () => {
    const ids = await readDecided();
    return ids.length > 0 && ids;
  });
  const waiting = messageIds.filter((id) => !decided.includes(id));
  expect(waiting).toHaveLength(1);

  // As a sweep does while nothing is decided.
  await announce(companyId, waiting);
  await eventually(
    "it was announced again",
    async () => (await countRuns("triage-messages", "completed")) === 2,
  );
  await eventually("both were asked about", async () => model.requests.length >= 2);
  expect(await countRuns("classify-message", "running")).toBe(1);
  expect(await readDecided()).toEqual(decided);
  expect(model.requests).toHaveLength(2);
});

test("a model that is away leaves the message to a person, after a few tries", async () => {
  retryDelay = 0;
  const { companyId, messageIds } = await receive(["Une commande"]);
  const [messageId = 0] = messageIds;
  model.failNext(503, 503, 503, 503);
  await announce(companyId, messageIds);
  const decision = await eventually("it is decided", () =>
    withCompany(companyId, (db) => findReplyDecision(db, messageId)),
  );
  expect(decision).toMatchObject({ sends: false });
  expect(await withCompany(companyId, (db) => findClassification(db, messageId))).toBeUndefined();
});
