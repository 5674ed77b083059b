import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findDraft } from "@/db/queries/drafts";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { changeTemplates } from "@/lib/integrations/connect-number";
import { openNumber } from "@/tests/support/channel-world";
import { createDraft } from "@/tests/support/factories/draft";

const TEMPLATE = { name: "order_update", language: "fr", body: "Bonjour {{1}}, elle part {{2}}." };
const NOTHING = { text: "", to: [], cc: [], bcc: [], attachmentIds: [] };

/** A customer who wrote two days ago. */
async function openClosedWindow() {
  const number = await openNumber({ source: "whatsapp" });
  const { companyId, integrationId, employeeId } = number;
  await withCompany(companyId, (db) => changeTemplates(db, { integrationId, templates: [TEMPLATE] }));
  await number.write({ timestamp: new Date(Date.now() - 48 * 3_600_000).toISOString() });
  await number.receive();
  const [conversation] = await number.listConversations();
  const answer = { ...NOTHING, conversationId: conversation?.id ?? 0, employeeId };
  return { ...number, answer };
}

test("outside the 24 hours a template leaves, with its text filled in", async () => {
  const { companyId, answer, listMessages } = await openClosedWindow();
  const template = { name: "order_update", language: "fr", parameters: ["Camille", "demain"] };
  await withCompany(companyId, (db) => answerConversation(db, { ...answer, template }));
  const queued = (await listMessages()).at(-1);
  expect(queued).toMatchObject({
    kind: "outbound",
    delivery: "queued",
    body: "Bonjour Camille, elle part demain.",
    content: { template },
  });
});

test("what was begun in free words is kept when a template is sent", async () => {
  const { companyId, answer } = await openClosedWindow();
  const ref = {
    conversationId: answer.conversationId,
    employeeId: answer.employeeId,
    kind: "reply" as const,
  };
  const template = { name: "order_update", language: "fr", parameters: ["Camille", "demain"] };
  const draft = await withCompany(companyId, async (db) => {
    await createDraft(db, { ...ref, body: "Bonjour Camille," });
    await answerConversation(db, { ...answer, template });
    return findDraft(db, ref);
  });
  expect(draft?.body).toBe("Bonjour Camille,");
});

test("a template with an empty place, or that is gone, is refused and nothing is queued", async () => {
  const { companyId, answer, listMessages } = await openClosedWindow();
  const send = (template: { name: string; language: string; parameters: string[] }) =>
    withCompany(companyId, (db) => answerConversation(db, { ...answer, template }));
  await expect(send({ name: "order_update", language: "fr", parameters: ["Camille", " "] })).rejects.toThrow(
    "templateIncomplete",
  );
  await expect(send({ name: "order_update", language: "en", parameters: [] })).rejects.toThrow(
    "templateGone",
  );
  expect(await listMessages()).toHaveLength(1);
});
