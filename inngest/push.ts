import { watchMailboxes } from "@/lib/push/watch-mailboxes";
import { inngest } from "./client";
import { log } from "./embedded/log";
import { integrationPollRequested } from "./events";

// `next dev` evaluates modules again on every change; the connections must not double.
const kept = globalThis as typeof globalThis & { inboxPush?: ReturnType<typeof watchMailboxes> };

/** From now on new mail is collected as soon as a server tells of it. False when that is so already. */
export function startPush(): boolean {
  if (kept.inboxPush) return false;
  kept.inboxPush = watchMailboxes({
    collect: (mailbox) => inngest.send(integrationPollRequested.create(mailbox)),
    report: (error, mailbox) => log.warn({ err: error, ...mailbox }, "New mail is not pushed right now"),
  });
  return true;
}

/** Leaves every mailbox; nothing when there is none. */
export async function stopPush(): Promise<void> {
  const running = kept.inboxPush;
  kept.inboxPush = undefined;
  await running?.stop();
}
