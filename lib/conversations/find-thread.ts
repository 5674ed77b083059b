import type { ThreadState } from "@/db/queries/threading";
import { baseSubject } from "./base-subject";
import type { IncomingMessage } from "./incoming-message";
import { type KnownThreads, mayAskTheSubject } from "./known-threads";

export interface Thread {
  conversationId: number;
  /** Halves of the same exchange that were filed apart because this mail was missing. */
  others: number[];
}

interface Asked {
  message: IncomingMessage;
  customerId: number;
  integrationId: number;
}

/**
 * The conversation a message belongs to: that of its nearest known ancestor (RFC 5322 3.6.4), else one that shares an
 * ancestor with it or answers it, else the customer's usual one: for a mail that of the same particular subject, elsewhere
 * the one that goes on. Undefined opens a new one.
 */
export function findThread(threads: KnownThreads, asked: Asked): Thread | undefined {
  const parent = findParent(threads, asked);
  const relatives = findRelatives(threads, asked);
  const all = [...new Set([...(parent ? [parent] : []), ...relatives])];
  const [oldest] = parent ? [parent] : all.toSorted((a, b) => a - b);
  if (oldest !== undefined) {
    return { conversationId: oldest, others: all.filter((id) => id !== oldest) };
  }
  const usual =
    asked.message.source === "email" ? findBySubject(threads, asked) : findOngoing(threads, asked);
  return usual === undefined ? undefined : { conversationId: usual, others: [] };
}

// The same Message-ID in two of our mailboxes is normal: each mailbox keeps its own conversation of it.
// An answer to what we sent joins, whichever mailbox it comes to.
function findParent(threads: KnownThreads, { message, integrationId }: Asked): number | undefined {
  const answered = threads.answered.get(message.content?.repliesTo ?? "");
  if (answered) return answered;
  for (const ancestor of message.ancestors) {
    const known = threads.messages.get(ancestor) ?? [];
    const here = known.find((found) => found.integrationId === integrationId);
    const ours = known.find((found) => found.kind === "outbound");
    const parent = here ?? ours;
    if (parent) return parent.conversationId;
  }
  return undefined;
}

// Five hundred people who answer a newsletter we sent elsewhere all name the same unknown ancestor: only an exchange
// that visibly has several participants, or one customer, is joined by a mail that nobody here has seen.
function findRelatives(threads: KnownThreads, asked: Asked): number[] {
  const { message, customerId, integrationId } = asked;
  const named = new Set<number>();
  const nameAll = (ids: Iterable<number>) => {
    for (const id of ids) named.add(id);
  };
  nameAll(threads.references.get(message.emailId) ?? []);
  for (const ancestor of message.ancestors) {
    nameAll(threads.references.get(ancestor) ?? []);
    nameAll((threads.messages.get(ancestor) ?? []).map((known) => known.conversationId));
  }
  return [...named].filter((id) => {
    const state = threads.states.get(id);
    if (!state || state.integrationId !== integrationId) return false;
    return state.customerId === customerId || message.groupThread;
  });
}

function findBySubject(threads: KnownThreads, asked: Asked): number | undefined {
  if (!mayAskTheSubject(asked.message)) return undefined;
  const subject = baseSubject(asked.message.subject);
  const fits = (state: ThreadState) =>
    state.customerId === asked.customerId &&
    state.integrationId === asked.integrationId &&
    !state.bulk &&
    baseSubject(state.subject) === subject;
  const found = [...threads.states.values()].filter(fits);
  return found.toSorted((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime())[0]?.id;
}

const GOES_ON_FOR_DAYS = 7;

/**
 * What a customer writes to one number or webhook goes on in one conversation, until it has been closed for a week. A sender
 * that names its threads, or its subjects, keeps them apart.
 */
function findOngoing(
  threads: KnownThreads,
  { message, customerId, integrationId }: Asked,
): number | undefined {
  if (message.ancestors.length > 0) return undefined;
  const subject = baseSubject(message.subject);
  const found = [...threads.states.values()].filter(
    (state) =>
      state.customerId === customerId &&
      state.integrationId === integrationId &&
      !state.bulk &&
      (subject === "" || baseSubject(state.subject) === subject),
  );
  const [newest] = found.toSorted((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime());
  return newest && goesOn(newest, message.receivedAt) ? newest.id : undefined;
}

/** True until a conversation has been closed for a week. */
export function goesOn({ closedAt }: Pick<ThreadState, "closedAt">, at: Date): boolean {
  return !closedAt || closedAt.getTime() > at.getTime() - GOES_ON_FOR_DAYS * 86_400_000;
}
