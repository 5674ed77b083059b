import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findProposal, findShownProposal } from "@/db/queries/proposals";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { cancelReply } from "@/lib/conversations/cancel-reply";
import { askProposal } from "@/lib/proposals/ask-proposal";
import { draftAnswer, failProposal, ModelUnavailable } from "@/lib/proposals/draft-answer";
import { createMessage } from "../../support/factories/message";
import { type OpenAiServer, startOpenAiServer } from "../../support/openai-server";
import { createAskedCompany, GOOD, say } from "./asked-company";

let model: OpenAiServer;
let says: unknown = GOOD;

beforeAll(async () => {
  model = await startOpenAiServer({ answer: () => says });
});
afterAll(() => model.stop());
beforeEach(() => {
  says = GOOD;
  model.requests.length = 0;
});

const shown = ({ companyId, conversationId }: { companyId: number; conversationId: number }) =>
  withCompany(companyId, (db) => findShownProposal(db, conversationId));

test("an answer is proposed with the words of the article that says it, and nothing is sent", async () => {
  const asked = await createAskedCompany(model);
  const drafted = await draftAnswer(asked.companyId, asked.messageId);
  expect(drafted?.gates.filter(({ passed }) => !passed)).toEqual([]);
  expect(await shown(asked)).toMatchObject({
    text: "Bonjour, Votre commande part de l’atelier sous 3 jours ouvrés.",
    sources: [
      { kind: "article", title: "Délais de livraison", quote: expect.stringContaining("3 jours ouvrés") },
    ],
    settledAt: null,
    isStale: false,
  });
});

test("asking twice, at once or later, asks the model once and proposes once", async () => {
  const { companyId, messageId } = await createAskedCompany(model);
  const first = await draftAnswer(companyId, messageId);
  const second = await draftAnswer(companyId, messageId);
  expect(second?.proposalId).toBe(first?.proposalId);
  expect(model.requests).toHaveLength(1);
});

test("two writers of one proposal: the first words stand", async () => {
  const { companyId, messageId } = await createAskedCompany(model);
  const drafts = await Promise.all([draftAnswer(companyId, messageId), draftAnswer(companyId, messageId)]);
  expect(drafts.filter(Boolean).length).toBeGreaterThan(0);
  expect(new Set(drafts.flatMap((draft) => draft?.proposalId ?? [])).size).toBe(1);
});

test("when the customer writes again it is stale, and the next one takes its place", async () => {
  const asked = await createAskedCompany(model);
  const first = await draftAnswer(asked.companyId, asked.messageId);
  const again = await withCompany(asked.companyId, (db) =>
    createMessage(db, { conversationId: asked.conversationId, body: "Et pour la Belgique ?" }),
  );
  expect(await shown(asked)).toMatchObject({ id: first?.proposalId, isStale: true });

  const next = await draftAnswer(asked.companyId, again.id);

  expect(next?.proposalId).not.toBe(first?.proposalId);
  const old = await withCompany(asked.companyId, (db) => findProposal(db, first?.proposalId ?? 0));
  expect(old).toMatchObject({ outcome: "stale" });
  expect(await shown(asked)).toMatchObject({ id: next?.proposalId, isStale: false });
});

test("without a source that answers, nothing is made up", async () => {
  says = say([{ text: "Bonjour," }], { needsPerson: true, because: "Aucun article." });
  const asked = await createAskedCompany(model);
  await draftAnswer(asked.companyId, asked.messageId);
  expect(await shown(asked)).toMatchObject({ text: null, failure: "nothingFound" });
});

test.each([503, 429] as const)("a model that fails with %s is asked again", async (fault) => {
  const asked = await createAskedCompany(model);
  model.failNext(fault);
  await expect(draftAnswer(asked.companyId, asked.messageId)).rejects.toThrow(ModelUnavailable);
  const drafted = await draftAnswer(asked.companyId, asked.messageId);
  expect(await shown(asked)).toMatchObject({ id: drafted?.proposalId, failure: null });
});

test.each(["garbage", "cut", "extra", "refusal", "filtered"] as const)(
  "a model that answers with %s proposes nothing, and says so",
  async (fault) => {
    const asked = await createAskedCompany(model);
    model.failNext(fault);
    await draftAnswer(asked.companyId, asked.messageId);
    expect(await shown(asked)).toMatchObject({ text: null, failure: expect.any(String) });
  },
);

test("after the last try the proposal says that no answer came", async () => {
  const asked = await createAskedCompany(model);
  model.failNext(503);
  await draftAnswer(asked.companyId, asked.messageId).catch(() => undefined);
  await failProposal(asked.companyId, asked.messageId, "unreachable");
  expect(await shown(asked)).toMatchObject({ failure: "unreachable" });
});

const answer = (asked: Awaited<ReturnType<typeof createAskedCompany>>, text: string) =>
  withCompany(asked.companyId, (db) =>
    answerConversation(db, {
      ...{ conversationId: asked.conversationId, employeeId: asked.employeeId, text },
      ...{ to: [{ name: "", address: "camille@customer.test" }], cc: [], bcc: [], attachmentIds: [] },
    }),
  );

test.each([
  ["sent as it was", "Bonjour, Votre commande part de l’atelier sous 3 jours ouvrés.", "sent"],
  ["changed", "Bonjour Camille, votre commande part de l’atelier sous 3 jours ouvrés, promis !", "edited"],
  ["answered otherwise", "Je vous appelle cet après-midi.", "discarded"],
])("a proposal that was %s is kept so, with how much of it was sent", async (_, text, outcome) => {
  const asked = await createAskedCompany(model);
  const drafted = await draftAnswer(asked.companyId, asked.messageId);
  const { messageId } = await answer(asked, text);
  const settled = await withCompany(asked.companyId, (db) => findProposal(db, drafted?.proposalId ?? 0));
  expect(settled).toMatchObject({ outcome, sentMessageId: messageId, settledById: asked.employeeId });
});

test("an answer that is taken back gives its proposal back", async () => {
  const asked = await createAskedCompany(model);
  const drafted = await draftAnswer(asked.companyId, asked.messageId);
  const { messageId } = await answer(asked, "Je vous appelle cet après-midi.");
  await withCompany(asked.companyId, (db) => cancelReply(db, { messageId, employeeId: asked.employeeId }));
  expect(await shown(asked)).toMatchObject({ id: drafted?.proposalId, settledAt: null, outcome: null });
});

test("a person who asks again gets another one", async () => {
  const asked = await createAskedCompany(model);
  const first = await draftAnswer(asked.companyId, asked.messageId);
  const { proposalId } = await withCompany(asked.companyId, (db) =>
    askProposal(db, { conversationId: asked.conversationId, employeeId: asked.employeeId }),
  );
  expect(proposalId).not.toBe(first?.proposalId);
  expect((await draftAnswer(asked.companyId, asked.messageId))?.proposalId).toBe(proposalId);
});
