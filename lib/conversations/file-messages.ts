import type { Db } from "@/db/company";
import { addressKey, keepCustomers } from "@/db/queries/customers";
import { insertFiledRows } from "@/db/queries/file-messages";
import { lockFiling, reserveIds } from "@/db/queries/filing-lock";
import { recordBounce } from "@/db/queries/messages";
import { collectMessage, collectOpening, finishRows, newCollector, type RowCollector } from "./collect-rows";
import { findThread } from "./find-thread";
import type { FiledMessage, IncomingMessage } from "./incoming-message";
import {
  findTwin,
  type KnownThreads,
  loadKnownThreads,
  rememberMerge,
  rememberMessage,
} from "./known-threads";
import { mergeConversations } from "./merge-conversations";

interface Batch {
  db: Db;
  integrationId: number;
  threads: KnownThreads;
  collector: RowCollector;
  conversationIds: number[];
  messageIds: number[];
  merges: { fromId: number; intoId: number }[];
}

/**
 * Files a batch of one mailbox's or number's messages, in their order, atomically with the caller: each gets its
 * customer and its conversation. A message that is already stored is answered with the one it became ("duplicate",
 * or "own" for what we sent ourselves).
 */
export async function fileMessages(
  db: Db,
  integrationId: number,
  incoming: IncomingMessage[],
): Promise<FiledMessage[]> {
  if (incoming.length === 0) return [];
  await lockFiling(db);
  const customerIds = await keepCustomers(
    db,
    incoming.map((message) => message.customer),
  );
  const entries = incoming.map((message) => ({
    message,
    customerId: customerIds.get(addressKey(message.customer)) ?? 0,
  }));
  const [threads, conversationIds, messageIds] = await Promise.all([
    loadKnownThreads(db, integrationId, entries),
    reserveIds(db, "conversations", incoming.length),
    reserveIds(db, "messages", incoming.length),
  ]);
  const collector = newCollector();
  const batch: Batch = { db, integrationId, threads, collector, conversationIds, messageIds, merges: [] };
  const filed = entries.map((entry) => fileOne(batch, entry.message, entry.customerId));
  await insertFiledRows(db, finishRows(collector));
  for (const { fromId, intoId } of batch.merges) await mergeConversations(db, fromId, intoId);
  for (const message of incoming) {
    if (message.bounceFailed) await recordBounce(db, message.bouncedEmailIds, message.bounceDetail);
  }
  for (const { conversationId } of filed) db.changed.add(conversationId);
  return filed;
}

function fileOne(batch: Batch, message: IncomingMessage, customerId: number): FiledMessage {
  const { integrationId, threads, collector } = batch;
  const twin = findTwin(threads, integrationId, message);
  if (twin) {
    const outcome = twin.kind === "outbound" && twin.contentHash === null ? "own" : "duplicate";
    return { outcome, isNew: false, messageId: twin.messageId, conversationId: twin.conversationId };
  }
  const messageId = batch.messageIds.shift() ?? 0;
  const conversationId = placeMessage(batch, message, customerId);
  collectMessage(collector, message, { messageId, conversationId, integrationId });
  rememberMessage(threads, message, { messageId, conversationId, integrationId });
  return { outcome: outcomeOf(message), isNew: true, messageId, conversationId };
}

function outcomeOf(message: IncomingMessage): FiledMessage["outcome"] {
  if (message.unparsedBecause) return "unparsed";
  if (message.kind === "outbound") return "own";
  if (message.origin === "newsletter" || message.origin === "bounce") return message.origin;
  return "message";
}

function placeMessage(batch: Batch, message: IncomingMessage, customerId: number): number {
  const { integrationId, threads } = batch;
  const bounced = findBounced(threads, message);
  if (bounced) return bounced;
  const thread = findThread(threads, { message, customerId, integrationId });
  if (!thread) return openConversation(batch, message, customerId);
  for (const fromId of thread.others) {
    batch.merges.push({ fromId, intoId: thread.conversationId });
    rememberMerge(threads, fromId, thread.conversationId);
  }
  return thread.conversationId;
}

function findBounced(threads: KnownThreads, message: IncomingMessage): number | undefined {
  for (const emailId of message.bouncedEmailIds) {
    const sent = threads.messages.get(emailId)?.find((known) => known.kind === "outbound");
    if (sent) return sent.conversationId;
  }
  return undefined;
}

function openConversation(batch: Batch, message: IncomingMessage, customerId: number): number {
  const { integrationId, threads, collector } = batch;
  const id = batch.conversationIds.shift() ?? 0;
  const bulk = message.origin === "newsletter" || message.origin === "bounce";
  collectOpening(collector, id, { customerId, integrationId, message, bulk });
  const { subject, receivedAt } = message;
  threads.states.set(id, {
    id,
    customerId,
    integrationId,
    status: "new",
    bulk,
    subject,
    lastMessageAt: receivedAt,
    closedAt: null,
  });
  return id;
}
