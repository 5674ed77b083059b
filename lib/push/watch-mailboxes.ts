import { type IntegrationRef, listWatchedMailboxes, type WatchedMailbox } from "@/db/across-companies";
import { type Locks, openLocks } from "@/db/locks";
import { env } from "@/lib/env";
import { type Push, pauseUnless, RHYTHM } from "./push";
import { type Watch, watchMailbox } from "./watch-mailbox";

/**
 * Keeps one connection to every mailbox that is not paused, in this process or another of the installation, never in
 * two; follows what is added, changed and paused. Nothing that fails ends it.
 */
export function watchMailboxes(asked: Omit<Push, "rhythm">, rhythm = RHYTHM): { stop(): Promise<void> } {
  const push = { ...asked, rhythm };
  const stopping = new AbortController();
  const watching = keepWatching(push, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

async function keepWatching(push: Push, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      const locks = await openLocks(env.DATABASE_OWNER_URL ?? env.DATABASE_URL);
      await watchUntil(AbortSignal.any([stopping, locks.lost]), push, locks);
      await locks.close();
    } catch (error) {
      push.report(error);
    }
    await pauseUnless(stopping, push.rhythm.lookMs);
  }
}

async function watchUntil(signal: AbortSignal, push: Push, locks: Locks): Promise<void> {
  const watches = new Map<string, Watch>();
  while (!signal.aborted) {
    await look({ push, locks, watches }).catch(push.report);
    await pauseUnless(signal, push.rhythm.lookMs);
  }
  await Promise.all([...watches.values()].map((watch) => watch.stop()));
}

interface Watching {
  push: Push;
  locks: Locks;
  watches: Map<string, Watch>;
}

const nameOf = ({ companyId, integrationId }: IntegrationRef) => `push|${companyId}|${integrationId}`;

async function look(watching: Watching): Promise<void> {
  const mailboxes = new Map((await listWatchedMailboxes()).map((mailbox) => [nameOf(mailbox), mailbox]));
  await leaveOthers(watching, mailboxes);
  await joinNew(watching, mailboxes);
}

/** What is gone, paused or reached otherwise; the last is joined again in the same look. */
async function leaveOthers({ watches, locks }: Watching, mailboxes: Map<string, WatchedMailbox>) {
  const outdated = [...watches].filter(([name, watch]) => !isCurrent(watch, mailboxes.get(name)));
  await Promise.all(
    outdated.map(async ([name, watch]) => {
      watches.delete(name);
      await watch.stop();
      await locks.release(name);
    }),
  );
}

/** The collection of every minute goes on trying a refused login: once it gets in, so do we. */
function isCurrent({ version, refusedAt }: Watch, mailbox: WatchedMailbox | undefined): boolean {
  if (mailbox?.version !== version) return false;
  return !refusedAt || !mailbox.workedAt || mailbox.workedAt <= refusedAt;
}

const APART_MS = 50;

async function joinNew({ push, watches, locks }: Watching, mailboxes: Map<string, WatchedMailbox>) {
  const room = Math.max(0, push.rhythm.most - watches.size);
  const wanted = [...mailboxes.keys()].filter((name) => !watches.has(name)).slice(0, room);
  const taken = wanted.length > 0 ? await locks.take(wanted) : [];
  for (const [place, name] of taken.entries()) {
    const mailbox = mailboxes.get(name);
    if (mailbox) watches.set(name, watchMailbox(push, mailbox, place * APART_MS));
  }
}
