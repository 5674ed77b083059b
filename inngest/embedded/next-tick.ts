import { Cron } from "croner";

/** When a cron comes next: "0 9 * * *" in UTC, "TZ=Europe/Paris 0 9 * * *" there. Throws when it never does. */
export function nextTick(cron: string, after = new Date()): Date {
  const [, timezone = "Etc/UTC", pattern = cron] = /^TZ=(\S+)\s+(.*)$/.exec(cron) ?? [];
  const next = new Cron(pattern, { timezone, paused: true }).nextRun(after);
  if (!next) throw new Error("it never comes");
  return next;
}

/** Nothing when the pattern can be read, else one sentence. */
export function findCronProblem(cron: string): string[] {
  try {
    nextTick(cron);
    return [];
  } catch (error) {
    return [`the cron ${cron} cannot be read (${error instanceof Error ? error.message : error})`];
  }
}
