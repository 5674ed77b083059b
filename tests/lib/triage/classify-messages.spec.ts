import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listUndecided } from "@/db/queries/classifications";
import { readToClassify } from "@/lib/triage/classify-messages";
import { createClassification } from "../../support/factories/classification";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createIntegration } from "../../support/factories/integration";
import { createMessage } from "../../support/factories/message";
import { createReplyDecision } from "../../support/factories/reply-decision";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function receive(sentAt: Date) {
  const { companyId } = await createCompany();
  const ids = await withCompany(companyId, async (db) => {
    const { id: integrationId } = await createIntegration(db, { createdAt: ago(60 * 24 * 30) });
    const { id: conversationId } = await createConversation(db, { integrationId });
    const { id: messageId } = await createMessage(db, { conversationId, sentAt });
    return { conversationId, messageId };
  });
  return { companyId, ...ids };
}

test("a message is seen again until it is classified and decided about", async () => {
  const { companyId, conversationId, messageId } = await receive(ago(5));
  const waiting = () => withCompany(companyId, listUndecided);
  expect(await waiting()).toEqual([messageId]);
  expect(await readToClassify(companyId, [messageId])).toEqual({ recent: [messageId], past: [] });

  await withCompany(companyId, (db) => createClassification(db, { messageId, conversationId }));
  expect(await readToClassify(companyId, [messageId])).toEqual({ recent: [messageId], past: [] });

  await withCompany(companyId, (db) => createReplyDecision(db, { messageId, conversationId }));
  expect(await readToClassify(companyId, [messageId])).toEqual({ recent: [], past: [] });
  expect(await waiting()).toEqual([]);
});

test("history is told apart, and never announced again", async () => {
  const { companyId, messageId } = await receive(ago(60 * 24 * 9));
  expect(await readToClassify(companyId, [messageId])).toEqual({ recent: [], past: [messageId] });
  expect(await withCompany(companyId, listUndecided)).toEqual([]);
});
