import { setTimeout as pause } from "node:timers/promises";
import { Inngest, type InngestFunction } from "inngest";
import { onTestFinished } from "vitest";
import { embeddedClient } from "@/inngest/embedded/client-options";
import { jobsDatabase } from "@/inngest/embedded/connection";
import type { Executor } from "@/inngest/embedded/executor";
import { log } from "@/inngest/embedded/log";
import { findRun, listRuns, type RunDetails } from "@/inngest/embedded/runs";
import { type RunningExecutor, startExecutor } from "@/inngest/embedded/start-executor";
import { testDatabase } from "./database";

/** Most of the contract holds whether steps travel one by one or several in one call. */
export const client = new Inngest({ id: "tests", logger: log, ...embeddedClient });
export const stepwise = new Inngest({ id: "tests", logger: log, ...embeddedClient, checkpointing: false });

interface Options {
  with?: Inngest;
  retryDelay?: Executor["retryDelay"];
  concurrency?: number;
}

/** Runs these functions on the database of the spec file until the test is over. Retries come at once. */
export async function runFunctions(functions: InngestFunction.Any[], options: Options = {}): Promise<void> {
  const jobs = await startFunctions(functions, options);
  onTestFinished(jobs.stop);
}

/** The same for a test that stops them itself. */
export function startFunctions(
  functions: InngestFunction.Any[],
  { with: servedBy = client, retryDelay = () => 0, concurrency }: Options = {},
): Promise<RunningExecutor> {
  const { ownerUrl } = testDatabase();
  return startExecutor({ url: ownerUrl, client: servedBy, functions, retryDelay, concurrency });
}

/** The runs of a function, oldest first, once there are `count` and all are over. */
export async function endedRuns(name: string, count = 1): Promise<RunDetails[]> {
  const over = (run: RunDetails) => run.status !== "running";
  return eventually(`${count} runs of ${name} have ended`, async () => {
    const runs = await runsOf(name);
    return runs.length >= count && runs.every(over) ? runs : undefined;
  });
}

export async function endedRun(name: string): Promise<RunDetails> {
  const [run] = await endedRuns(name);
  if (!run) throw new Error(`No run of ${name}`);
  return run;
}

export async function runsOf(name: string): Promise<RunDetails[]> {
  const sql = jobsDatabase();
  const all = await listRuns(sql, { limit: 1000 });
  const ours = all.filter((run) => run.functionId === `tests-${name}`).reverse();
  const details = await Promise.all(ours.map((run) => findRun(sql, run.id)));
  return details.filter((run) => run !== undefined);
}

/** What `look` gives as soon as it gives something. */
export async function eventually<Found>(
  what: string,
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
  withinMs = 18_000,
): Promise<Found> {
  for (const start = Date.now(); Date.now() - start < withinMs; await pause(15)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`It did not happen within ${withinMs} ms: ${what}`);
}

/** As long as a job that was just sent needs to be taken and finished on a busy machine. */
export const quiet = () => pause(400);
