import { runTaskList, type TaskList, type WorkerPool } from "graphile-worker";
import { Pool } from "pg";
import { type Lock, takeLock } from "./lock";
import { log, queueLog } from "./log";
import { recoverJobs } from "./recover";
import { watchQueue } from "./watch-queue";

// New jobs announce themselves and `watchQueue` knows when a planned one is due; polling is only the net.
const POLL_MS = 60_000;
// The queue frees a lane a moment after it has looked for the next job.
const LANE_FREE_AFTER_MS = 10;

export interface Session {
  /** Resolves when it takes no more work: the connection that proves this process alive is gone, or the workers are. */
  lost: Promise<void>;
  /** Takes no more work and waits for what is running. */
  close(): Promise<void>;
}

/** Takes work from the queue, as long as its lock connection holds. */
export async function openSession(url: string, tasks: TaskList, concurrency: number): Promise<Session> {
  const pool = new Pool({
    connectionString: url,
    max: concurrency + 2,
    connectionTimeoutMillis: 10_000,
    application_name: "inbox-jobs-queue",
  });
  pool.on("error", (error) => log.warn({ err: error }, "A connection of the queue failed"));
  // The pool listens to idle connections only; one that breaks in use must not end the process, its query fails anyway.
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    return await startWorkers({ pool, lock: await takeLock(url), tasks, concurrency });
  } catch (error) {
    await pool.end();
    throw error;
  }
}

interface Means {
  pool: Pool;
  lock: Lock;
  tasks: TaskList;
  concurrency: number;
}

async function startWorkers({ pool, lock, tasks, concurrency }: Means): Promise<Session> {
  let closing = false;
  const active = new Set<string>();
  const nudge = (count: number) => {
    if (!closing) workers.nudge(Math.min(count, concurrency));
  };
  await recoverJobs(lock.client, lock.key);
  // Not awaited: a pool of workers is a promise of its own end.
  const workers: WorkerPool = runTaskList(
    { concurrency, pgPool: pool, pollInterval: POLL_MS, noHandleSignals: true, logger: queueLog },
    guard(tasks, { lock, nudge, active }),
    pool,
  );
  const ended = workers.promise.catch((error) => log.warn({ err: error }, "The queue's workers ended badly"));
  await lock.client.query("insert into jobs.processes (lock_key, pool_ids) values ($1, $2)", [
    lock.key,
    [workers.id],
  ]);
  let stopWatching: () => void = () => undefined;
  const stuck = new Promise<void>((onStuck) => {
    stopWatching = watchQueue(lock, { nudge, onStuck, isIdle: () => active.size === 0 });
  });
  const close = async () => {
    closing = true;
    stopWatching();
    await Promise.resolve(workers.gracefulShutdown()).catch(() => undefined);
    await release(lock);
    await pool.end();
  };
  return { lost: Promise.race([lock.lost, ended, stuck]), close };
}

interface Guards {
  lock: Lock;
  nudge(count: number): void;
  /** The jobs that run now. */
  active: Set<string>;
}

function guard(tasks: TaskList, { lock, nudge, active }: Guards): TaskList {
  const guarded = Object.entries(tasks).map(([name, task]): [string, TaskList[string]] => [
    name,
    async (payload, helpers) => {
      active.add(helpers.job.id);
      try {
        await task?.(payload, helpers);
      } finally {
        active.delete(helpers.job.id);
      }
      // Another process may have this job by now. Failing gives back only what is still ours; completing takes it away.
      if (lock.isLost()) throw new Error("This process lost its lock during the job");
      if (helpers.job.job_queue_id !== null) setTimeout(nudge, LANE_FREE_AFTER_MS, 1);
    },
  ]);
  return Object.fromEntries(guarded);
}

// What fails here is found by the next process, which then gets the lock.
async function release({ client, key, isLost }: Lock): Promise<void> {
  if (!isLost())
    await client.query("delete from jobs.processes where lock_key = $1", [key]).catch(() => undefined);
  await client.end().catch(() => undefined);
}
