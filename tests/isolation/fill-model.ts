import type { Db } from "@/db/company";
import { createArticle } from "../support/factories/article";
import { createArticlePassage } from "../support/factories/article-passage";
import { createAutomaticAnswer } from "../support/factories/automatic-answer";
import { createClassification } from "../support/factories/classification";
import { createFollowUp } from "../support/factories/follow-up";
import { createLearnedClassifier } from "../support/factories/learned-classifier";
import { createMessage } from "../support/factories/message";
import { createModelCall } from "../support/factories/model-call";
import { createModelSettings } from "../support/factories/model-settings";
import { createProposal } from "../support/factories/proposal";
import { createRehearsal } from "../support/factories/rehearsal";
import { createRehearsalCase } from "../support/factories/rehearsal-case";
import { createReplyDecision } from "../support/factories/reply-decision";
import { createSummary } from "../support/factories/summary";

interface Filed {
  mark: string;
  conversationId: number;
  customerId: number;
  integrationId: number;
  folderId: number;
  employeeId: number;
  /** The customer's message. */
  messageId: number;
}

/** What a model was asked, decided and proposed about a company's conversation. */
export async function fillModel(db: Db, filed: Filed): Promise<void> {
  const { mark, conversationId, customerId, integrationId, folderId, employeeId, messageId } = filed;
  // Nobody answers at this address, and nothing may be asked there.
  const settings = { baseUrl: `http://127.0.0.1:9/${mark}/v1`, key: `sk-${mark}` };
  await createModelSettings(db, { ...settings, prompt: `Prompt ${mark}`, links: [`${mark}.test`] });
  await createModelCall(db, { conversationId, model: `model-${mark}` });
  await createClassification(db, { conversationId, messageId, folderId, reason: mark, evidence: [mark] });
  await createLearnedClassifier(db, { packed: Buffer.from(mark) });
  const article = await createArticle(db, { title: `Article ${mark}`, body: mark, changedById: employeeId });
  await createArticlePassage(db, { articleId: article.id, body: `Passage ${mark}` });
  await createProposal(db, { conversationId, messageId, text: `Proposal ${mark}`, askedById: employeeId });
  await createReplyDecision(db, {
    conversationId,
    messageId,
    gates: [{ gate: "mode", passed: true, detail: mark }],
  });
  const ours = { kind: "outbound", origin: "automatic", delivery: "sent", contentHash: null } as const;
  const answer = await createMessage(db, { conversationId, integrationId, body: `Answer ${mark}`, ...ours });
  const answered = { messageId: answer.id, answeredMessageId: messageId, conversationId };
  await createAutomaticAnswer(db, { ...answered, customerId, integrationId, folderId, subject: mark });
  const rehearsal = await createRehearsal(db, { folderId, startedById: employeeId });
  const tried = { rehearsalId: rehearsal.id, messageId, answerId: answer.id };
  await createRehearsalCase(db, { ...tried, text: `Rehearsed ${mark}` });
  await createSummary(db, { conversationId, upToMessageId: messageId, keyPoints: [mark] });
  await createFollowUp(db, {
    conversationId,
    afterMessageId: messageId,
    note: mark,
    createdById: employeeId,
  });
}
