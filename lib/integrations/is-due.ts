import type { Integration } from "@/db/schema";

// A server that refuses somebody every minute locks the account, or the address we come from.
const SLOWED = new Set([
  "login",
  "app-password",
  "consent",
  "client",
  "refused",
  "name",
  "port",
  "tls",
  "throttled",
]);
const LONGEST_PAUSE_MS = 15 * 60_000;

type Facts = Pick<Integration, "failure" | "failingSince" | "checkedAt">;

/** Whether a mailbox is polled again: one that goes on refusing is asked less and less often, every 15 minutes at least. */
export function isDue({ failure, failingSince, checkedAt }: Facts, now = new Date()): boolean {
  if (!failure || !failingSince || !checkedAt || !SLOWED.has(failure)) return true;
  const failedForMs = checkedAt.getTime() - failingSince.getTime();
  const pauseMs = Math.min(failedForMs / 2, LONGEST_PAUSE_MS);
  return now.getTime() - checkedAt.getTime() >= pauseMs;
}
