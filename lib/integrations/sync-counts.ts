import type { OutcomeCounts } from "@/db/queries/inbound-emails";

/** What a sync brought, as a person is told. */
export interface SyncCounts {
  received: number;
  duplicates: number;
  newsletters: number;
  setApart: number;
}

export const syncCounts = (counts: OutcomeCounts): SyncCounts => ({
  received: counts.message + counts.bounce + counts.own,
  duplicates: counts.duplicate,
  newsletters: counts.newsletter,
  setApart: counts.unparsed,
});
