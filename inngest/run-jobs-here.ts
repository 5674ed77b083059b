import { env } from "@/lib/env";
import { jobsMode } from "./client";
import { startJobs, stopJobs } from "./start-jobs";

/** Starts the jobs in the web server, when the launcher wants them there and no Inngest server runs them. */
export async function runJobsHere(): Promise<void> {
  if (!env.INBOX_JOBS || jobsMode() !== "embedded") return;
  const started = await startJobs();
  if (!started) return;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stopJobs());
}
