import "server-only";
import { hearNotices } from "@/db/live";

/** Called with the conversations that changed; with none when everything should be read again. */
type Listener = (conversationIds: number[]) => void;

interface Hub {
  listeners: Map<number, Set<Listener>>;
  hearing?: Promise<void>;
}

// `next dev` evaluates modules again on every change; the one connection must outlive that.
const kept = globalThis as typeof globalThis & { inboxLive?: Hub };

const hub = (): Hub => {
  kept.inboxLive ??= { listeners: new Map() };
  return kept.inboxLive;
};

/**
 * Tells `listener` of what changes in this company, and of nothing else. The first subscriber of a process opens the
 * connection that all share. Resolves once it hears; returns what ends it.
 */
export async function subscribe(companyId: number, listener: Listener): Promise<() => void> {
  const { listeners } = hub();
  const ours = listeners.get(companyId) ?? new Set();
  listeners.set(companyId, ours.add(listener));
  const leave = () => {
    ours.delete(listener);
    if (ours.size === 0) listeners.delete(companyId);
  };
  try {
    await hear();
  } catch (error) {
    leave();
    throw error;
  }
  return leave;
}

/** Asked again after it failed; once it hears, it goes on by itself. */
async function hear(): Promise<void> {
  const shared = hub();
  shared.hearing ??= hearNotices(tell, tellAll);
  try {
    await shared.hearing;
  } catch (error) {
    shared.hearing = undefined;
    throw error;
  }
}

function tell({ companyId, conversationIds }: { companyId: number; conversationIds: number[] }): void {
  for (const listener of hub().listeners.get(companyId) ?? []) listener(conversationIds);
}

function tellAll(): void {
  for (const ours of hub().listeners.values()) for (const listener of ours) listener([]);
}
