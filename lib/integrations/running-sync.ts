import type { Sync } from "@/db/queries/syncs";

const ABANDONED_AFTER_MS = 60 * 60_000;

/** How far the sync is, while it runs. One whose process died stays unfinished; after an hour it counts as over. */
export function runningSync(sync: Sync | undefined): { found: number; kept: number } | undefined {
  if (!sync || sync.finishedAt) return undefined;
  if (Date.now() - sync.startedAt.getTime() > ABANDONED_AFTER_MS) return undefined;
  return { found: sync.found, kept: sync.kept };
}
