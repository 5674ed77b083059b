import type { Db } from "@/db/company";
import {
  type KnownMessage,
  listConversationsOfExternal,
  listKnownMessages,
  listNewestStates,
  listReferencingConversations,
  listThreadStates,
  type ThreadState,
} from "@/db/queries/threading";
import { mayJoinBySubject } from "./base-subject";
import type { IncomingMessage } from "./incoming-message";

const SUBJECT_JOINS_FOR_DAYS = 7;

/** What is already stored about a batch of messages, kept up to date while the batch is filed. */
export interface KnownThreads {
  messages: Map<string, KnownMessage[]>;
  references: Map<string, Set<number>>;
  states: Map<number, ThreadState>;
  /** Conversations by a provider's names of their messages. */
  answered: Map<string, number>;
}

const UNNAMED = "";
const keyOf = (message: Pick<IncomingMessage, "emailId" | "contentHash">) =>
  message.emailId === UNNAMED ? `hash:${message.contentHash}` : message.emailId;

export async function loadKnownThreads(
  db: Db,
  integrationId: number,
  batch: { message: IncomingMessage; customerId: number }[],
): Promise<KnownThreads> {
  const messages = batch.map((entry) => entry.message);
  const emailIds = new Set(messages.flatMap((m) => [m.emailId, ...m.ancestors, ...m.bouncedEmailIds]));
  emailIds.delete(UNNAMED);
  const hashesWithoutId = new Set(messages.filter((m) => m.emailId === UNNAMED).map((m) => m.contentHash));
  const [known, referencing] = await Promise.all([
    listKnownMessages(db, { emailIds, hashesWithoutId }),
    listReferencingConversations(db, emailIds),
  ]);
  const bySubject = batch.filter(({ message }) => mayAskTheSubject(message));
  const states = await listThreadStates(db, {
    ids: new Set([...known, ...referencing].map((found) => found.conversationId)),
    customerIds: new Set(bySubject.map((entry) => entry.customerId)),
    integrationId,
    since: daysBefore(bySubject.map((entry) => entry.message.receivedAt)),
  });
  const [ongoing, answered] = await loadOngoing(db, integrationId, batch);
  const threads: KnownThreads = {
    messages: new Map(),
    references: new Map(),
    states: new Map([...states, ...ongoing].map((state) => [state.id, state])),
    answered,
  };
  for (const message of known) {
    add(threads.messages, message.emailId || `hash:${message.contentHash}`, message);
  }
  for (const { emailId, conversationId } of referencing) nameAncestor(threads, emailId, conversationId);
  return threads;
}

type Batch = Parameters<typeof loadKnownThreads>[2];

/** On a telephone a customer has one exchange with us, without subjects. */
function loadOngoing(db: Db, integrationId: number, batch: Batch) {
  const channel = batch.filter(({ message }) => message.source !== "email");
  const customerIds = new Set(channel.map(({ customerId }) => customerId));
  const externalIds = new Set(channel.flatMap(({ message }) => message.content?.repliesTo ?? []));
  return Promise.all([
    listNewestStates(db, { integrationId, customerIds }),
    listConversationsOfExternal(db, { integrationId, externalIds }),
  ]);
}

function daysBefore(moments: Date[]): Date {
  const oldest = Math.min(Date.now(), ...moments.map((moment) => moment.getTime()));
  return new Date(oldest - SUBJECT_JOINS_FOR_DAYS * 86_400_000);
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function nameAncestor(threads: KnownThreads, emailId: string, conversationId: number): void {
  const named = threads.references.get(emailId);
  if (named) named.add(conversationId);
  else threads.references.set(emailId, new Set([conversationId]));
}

/** A subject is asked only when the mail names no ancestor at all: shops and forms repeat theirs. */
export function mayAskTheSubject(message: IncomingMessage): boolean {
  const { ancestors, origin, source, subject } = message;
  return source === "email" && ancestors.length === 0 && origin === "person" && mayJoinBySubject(subject);
}

/** The same mail, stored before in this mailbox; or our own message, coming back from the Sent folder. */
export function findTwin(
  threads: KnownThreads,
  integrationId: number,
  message: IncomingMessage,
): KnownMessage | undefined {
  return threads.messages.get(keyOf(message))?.find((known) => {
    if (known.integrationId !== integrationId) return false;
    return known.contentHash === message.contentHash || isOurOwn(known, message);
  });
}

const isOurOwn = (known: KnownMessage, message: IncomingMessage) =>
  known.kind === "outbound" && known.contentHash === null && message.ours;

/** Makes a filed message known to the rest of its batch. */
export function rememberMessage(
  threads: KnownThreads,
  message: IncomingMessage,
  filed: { messageId: number; conversationId: number; integrationId: number },
): void {
  const { emailId, contentHash, kind } = message;
  add(threads.messages, keyOf(message), { ...filed, emailId, contentHash, kind });
  for (const ancestor of message.ancestors) nameAncestor(threads, ancestor, filed.conversationId);
  if (message.externalId) threads.answered.set(message.externalId, filed.conversationId);
}

/** Everything of one conversation now belongs to another. */
export function rememberMerge(threads: KnownThreads, fromId: number, intoId: number): void {
  for (const messages of threads.messages.values()) {
    for (const message of messages) if (message.conversationId === fromId) message.conversationId = intoId;
  }
  for (const named of threads.references.values()) if (named.delete(fromId)) named.add(intoId);
  threads.states.delete(fromId);
}
