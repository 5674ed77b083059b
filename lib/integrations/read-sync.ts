import type { Db } from "@/db/company";
import { countOutcomes } from "@/db/queries/inbound-emails";
import { findNewestSync, type Sync } from "@/db/queries/syncs";
import { type SyncCounts, syncCounts } from "./sync-counts";

export interface SyncState {
  /** How far the sync is that runs now: mails found on the server, and those that have their outcome. */
  running: { found: number; settled: number } | null;
  /** What the newest sync brought, once it is over. */
  last: (SyncCounts & { failure: string | null }) | null;
}

const ABANDONED_AFTER_MS = 60 * 60_000;

/** The newest sync of a mailbox. One whose process died stays unfinished; after an hour it counts as over. */
export async function readSync(db: Db, integrationId: number): Promise<SyncState> {
  const sync = await findNewestSync(db, integrationId);
  if (!sync) return { running: null, last: null };
  const counts = await countOutcomes(db, integrationId, sync.firstEmailId ?? 0);
  if (!isRunning(sync)) return { running: null, last: { ...syncCounts(counts), failure: sync.failure } };
  const { pending, ...outcomes } = counts;
  const settled = Object.values(outcomes).reduce((sum, mails) => sum + mails, 0);
  return { running: { found: Math.max(sync.found, settled + pending), settled }, last: null };
}

const isRunning = ({ finishedAt, startedAt }: Sync) =>
  finishedAt === null && Date.now() - startedAt.getTime() < ABANDONED_AFTER_MS;
