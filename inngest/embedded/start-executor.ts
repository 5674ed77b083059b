import { setTimeout as pause } from "node:timers/promises";
import type { Inngest, InngestFunction } from "inngest";
import { jobsDatabase } from "./connection";
import { planCrons } from "./cron";
import { type Executor, standardRetryDelay } from "./executor";
import { serveFunctions } from "./functions";
import { log } from "./log";
import { planRetention } from "./retain";
import { openSession, type Session } from "./session";
import { listTasks } from "./tasks";

interface ExecutorOptions {
  /** Of the database's owner. */
  url: string;
  client: Inngest;
  functions: InngestFunction.Any[];
  /** Jobs at once in this process. */
  concurrency?: number;
  retryDelay?: Executor["retryDelay"];
}

export interface RunningExecutor {
  /** From the next call on these functions run instead; what runs now ends as it began. */
  replaceFunctions(functions: InngestFunction.Any[]): Promise<void>;
  /** Takes no more work and waits for what is running. */
  stop(): Promise<void>;
}

const CONCURRENCY = 8;
const REOPEN_EVERY_MS = 1000;

/**
 * Runs the functions in this process until it is told to stop; any number of processes may do so beside each other.
 * Throws on functions it cannot run, naming what is not supported, and when the database does not answer at first; one
 * that goes away later is waited for.
 */
export async function startExecutor(options: ExecutorOptions): Promise<RunningExecutor> {
  const { url, client, functions, concurrency = CONCURRENCY, retryDelay = standardRetryDelay } = options;
  const executor: Executor = {
    sql: jobsDatabase(url),
    served: await serveFunctions(client, functions),
    log,
    retryDelay,
  };
  const tasks = listTasks(executor);
  const open = async () => {
    await plan(executor);
    return openSession(url, tasks, concurrency);
  };
  const stopping = new AbortController();
  const working = keepOpen(await open(), open, stopping.signal);
  return {
    replaceFunctions: async (changed) => {
      executor.served = await serveFunctions(client, changed);
      await plan(executor);
    },
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

async function plan({ sql, served }: Executor): Promise<void> {
  const jobs = [...served.functions.values()];
  await planCrons(
    sql,
    jobs.flatMap(({ id, crons }) => crons.map((cron) => ({ functionId: id, cron }))),
  );
  await planRetention({ sql });
}

/** A session that was lost is left to end what it runs, while the next one already takes work. */
async function keepOpen(first: Session, open: () => Promise<Session>, stopping: AbortSignal): Promise<void> {
  const stopped = new Promise<void>((resolve) => stopping.addEventListener("abort", () => resolve()));
  const closing: Promise<void>[] = [];
  let session: Session | undefined = first;
  while (session) {
    await Promise.race([session.lost, stopped]);
    closing.push(session.close());
    session = await reopen(open, stopping);
  }
  await Promise.all(closing);
}

async function reopen(open: () => Promise<Session>, stopping: AbortSignal): Promise<Session | undefined> {
  while (!stopping.aborted) {
    try {
      return await open();
    } catch (error) {
      log.warn({ err: error }, "The jobs cannot start again yet");
      await pause(REOPEN_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return undefined;
}
