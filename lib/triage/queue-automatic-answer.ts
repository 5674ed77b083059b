import type { Db } from "@/db/company";
import {
  insertAutomaticActivity,
  insertAutomaticAnswer,
  lockAutomaticAnswers,
} from "@/db/queries/automatic-answers";
import { findClassification } from "@/db/queries/classifications";
import { lockConversation } from "@/db/queries/conversations";
import { insertReply } from "@/db/queries/outbox";
import { findProposal, settleProposal } from "@/db/queries/proposals";
import type { Proposal } from "@/db/schema";
import { addressAutomaticAnswer } from "@/lib/conversations/address-automatic-answer";
import type { ReplyVerdict } from "./decide-auto-reply";
import { type Decided, decideAndKeep } from "./decide-reply";
import { ownDomainOf } from "./read-circumstances";
import { hashWords, plainSubject } from "./reply-likeness";

/** How long an automatic answer waits in sight, so that anybody can take it back. */
const AUTOMATIC_DELAY_SECONDS = 30;

export type QueuedAutomatic =
  | { messageId: number; sendAt: Date }
  /** Null when there is nothing to send: the proposal was settled, or is not written. */
  | { stopped: ReplyVerdict | null };

/**
 * Puts what a model proposed in the outbox, if every gate still passes in this very transaction: whoever asks at the same
 * moment waits for it, and finds the message answered. What stops it is kept as the message's decision.
 */
export async function queueAutomaticAnswer(
  db: Db,
  { proposalId }: { proposalId: number },
): Promise<QueuedAutomatic> {
  const asked = await findProposal(db, proposalId);
  if (!asked) return { stopped: null };
  await lockConversation(db, asked.conversationId);
  await lockAutomaticAnswers(db);
  // As it is now that nobody else can change it.
  const proposal = await findProposal(db, proposalId);
  if (!proposal || !isSendable(proposal)) return { stopped: null };
  const { confidence, gates } = proposal;
  const decided = await decideAndKeep(db, proposal.messageId, { confidence, gates });
  if (!decided.verdict.sends) return { stopped: decided.verdict };
  return send(db, proposal, decided);
}

const isSendable = ({ kind, text, settledAt, insertedAt }: Proposal) =>
  kind === "answer" && text !== null && settledAt === null && insertedAt === null;

async function send(db: Db, proposal: Proposal, decided: Decided): Promise<QueuedAutomatic> {
  const { conversation, message } = decided;
  const language = (await findClassification(db, message.id))?.language ?? null;
  const text = proposal.text ?? "";
  const queued = await insertReply(db, {
    ...(await addressAutomaticAnswer(db, { ...decided, text, language })),
    conversationId: conversation.id,
    integrationId: conversation.integrationId,
    statusBefore: conversation.status,
    ...{ employeeId: null, origin: "automatic", requestId: null, content: null, attachmentNames: [] },
    undoSeconds: AUTOMATIC_DELAY_SECONDS,
  });
  const messageId = queued.id;
  await insertAutomaticAnswer(db, { messageId, ...answeredOf(decided) });
  await settleProposal(db, proposal.id, { outcome: "automatic", sentMessageId: messageId, similarity: 1 });
  await insertAutomaticActivity(db, {
    conversationId: conversation.id,
    verb: "automaticQueued",
    detail: { messageId, answeredMessageId: message.id, proposalId: proposal.id },
  });
  db.changed.add(conversation.id);
  return { messageId, sendAt: queued.sendAt };
}

function answeredOf({ conversation, message }: Decided) {
  const { id: conversationId, customerId, integrationId, folderId } = conversation;
  return {
    answeredMessageId: message.id,
    ...{ conversationId, customerId, integrationId, folderId },
    address: message.senderAddress.toLowerCase(),
    domain: ownDomainOf(message.senderAddress) ?? "",
    subject: plainSubject(message.subject),
    bodyHash: hashWords(message.body),
  };
}
