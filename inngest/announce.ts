import type { Db } from "@/db/company";
import { inngest, jobsMode } from "./client";
import { log } from "./embedded/log";
import { type SentEvent, sendEvents } from "./embedded/send";

/**
 * Sends events with the transaction: rolled back means never sent. With an Inngest server they leave after the commit;
 * what it does not take, or a crash swallows, the sweep announces again.
 */
export async function announce(db: Db, events: SentEvent[]): Promise<void> {
  if (events.length === 0) return;
  if (jobsMode() === "embedded") await sendEvents(db, events);
  else db.afterCommit.push(() => sendToServer(events));
}

// The facts are committed: whoever made them must not hear that they failed.
async function sendToServer(events: SentEvent[]): Promise<void> {
  try {
    await inngest.send(events as Parameters<typeof inngest.send>[0]);
  } catch (error) {
    log.error({ err: error, names: events.map(({ name }) => name) }, "Inngest did not take the events");
  }
}
