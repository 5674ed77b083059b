import type { Thread, ThreadMessage } from "@/db/queries/thread";
import type { ThreadActivity } from "@/db/queries/thread-activities";

export type ThreadEntry =
  | { kind: "message"; message: ThreadMessage }
  | { kind: "activities"; activities: ThreadActivity[] };

/** Messages and what happened between them, in the order of time; what happened in a row stands together. */
export function arrangeThread({ messages, activities }: Thread): ThreadEntry[] {
  const entries: ThreadEntry[] = [];
  let next = 0;
  const take = (until: number) => {
    const due: ThreadActivity[] = [];
    for (let one = activities[next]; one && one.happenedAt.getTime() < until; one = activities[next]) {
      due.push(one);
      next += 1;
    }
    if (due.length > 0) entries.push({ kind: "activities", activities: due });
  };
  for (const message of messages) {
    take(message.sentAt.getTime());
    entries.push({ kind: "message", message });
  }
  take(Number.POSITIVE_INFINITY);
  return entries;
}

/**
 * The messages that are open without being asked for: the newest, what the customer wrote since our last answer, and
 * ours that are not safely out.
 */
export function listOpenMessages(messages: ThreadMessage[]): Set<number> {
  const open = new Set<number>();
  let isNew = true;
  for (const { id, kind, delivery, bouncedAt } of messages.toReversed()) {
    if (kind === "note") continue;
    const isSafe = kind === "inbound" || (!bouncedAt && delivery === "sent");
    if (!isSafe || open.size === 0 || (isNew && kind === "inbound")) open.add(id);
    if (kind === "outbound") isNew = false;
  }
  return open;
}

/** A part before another, as one. */
export function joinThreads(earlier: Thread | undefined, later: Thread): Thread {
  if (!earlier) return later;
  const known = new Set(later.messages.map(({ id }) => id));
  const told = new Set(later.activities.map(({ id }) => id));
  return {
    messages: [...earlier.messages.filter(({ id }) => !known.has(id)), ...later.messages],
    activities: [...earlier.activities.filter(({ id }) => !told.has(id)), ...later.activities],
    hasEarlier: earlier.hasEarlier,
  };
}
