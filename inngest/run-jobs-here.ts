import { env } from "@/lib/env";
import { jobsMode } from "./client";
import { startPush, stopPush } from "./push";
import { startJobs, stopJobs } from "./start-jobs";

/**
 * Starts in the web server, when the launcher wants it there, what needs a process that lives long: the jobs, unless an
 * Inngest server runs them, and the connections that tell of new mail.
 */
export async function runJobsHere(): Promise<void> {
  if (!env.INBOX_JOBS) return;
  if (jobsMode() === "embedded") await startJobs();
  if (!startPush()) return;
  const stop = () => void Promise.all([stopPush(), stopJobs()]);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
}
