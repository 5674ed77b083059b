import { env } from "@/lib/env";
import { inngest } from "./client";
import { type RunningExecutor, startExecutor } from "./embedded/start-executor";
import { functions } from "./functions";

// `next dev` evaluates modules again on every change; the workers must not double.
const kept = globalThis as typeof globalThis & { inboxExecutor?: Promise<RunningExecutor> };

/**
 * Runs the product's jobs in this process. Called again while they run it takes over the functions, which may have
 * changed, and answers false.
 */
export async function startJobs(): Promise<boolean> {
  if (kept.inboxExecutor) {
    await (await kept.inboxExecutor).replaceFunctions(functions);
    return false;
  }
  const url = env.DATABASE_OWNER_URL ?? env.DATABASE_URL;
  kept.inboxExecutor = startExecutor({ url, client: inngest, functions });
  try {
    await kept.inboxExecutor;
  } catch (error) {
    kept.inboxExecutor = undefined;
    throw error;
  }
  return true;
}

/** Takes no more work and waits for what is running; nothing when there is none. */
export async function stopJobs(): Promise<void> {
  const running = kept.inboxExecutor;
  kept.inboxExecutor = undefined;
  await (await running)?.stop();
}
