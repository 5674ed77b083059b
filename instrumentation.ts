/** The web server is also the jobs' process, where no Inngest server runs them. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { runJobsHere } = await import("./inngest/run-jobs-here");
  await runJobsHere();
}
