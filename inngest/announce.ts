import type { Db } from "@/db/company";
import { inngest, jobsMode } from "./client";
import { type SentEvent, sendEvents } from "./embedded/send";

/**
 * Sends events with the transaction: rolled back means never sent. With an Inngest server they leave after the commit,
 * and what a crash swallows there the sweep announces again.
 */
export async function announce(db: Db, events: SentEvent[]): Promise<void> {
  if (events.length === 0) return;
  if (jobsMode() === "embedded") await sendEvents(db, events);
  else db.afterCommit.push(() => inngest.send(events as Parameters<typeof inngest.send>[0]));
}
