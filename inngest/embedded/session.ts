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
    application_name: "inbox-jobs-queue",
  });
  pool.on("error", (error) => log.warn({ err: error }, "A connection of the queue failed"));
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
  const nudge = (count: number) => {
    if (!closing) workers.nudge(Math.min(count, concurrency));
  };
  await recoverJobs(lock.client, lock.key);
  // Not awaited: a pool of workers is a promise of its own end.
  const workers: WorkerPool = runTaskList(
    { concurrency, pgPool: pool, pollInterval: POLL_MS, noHandleSignals: true, logger: queueLog },
    guard(tasks, lock, nudge),
    pool,
  );
  const ended = workers.promise.catch((error) => log.warn({ err: error }, "The queue's workers ended badly"));
  await lock.client.query("insert into jobs.processes (lock_key, pool_ids) values ($1, $2)", [
    lock.key,
    [workers.id],
  ]);
  const stopWatching = watchQueue(lock, nudge);
  const close = async () => {
    closing = true;
    stopWatching();
    await Promise.resolve(workers.gracefulShutdown()).catch(() => undefined);
    await release(lock);
    await pool.end();
  };
  return { lost: Promise.race([lock.lost, ended]), close };
}

function guard(tasks: TaskList, lock: Lock, nudge: (count: number) => void): TaskList {
  const guarded = Object.entries(tasks).map(([name, task]): [string, TaskList[string]] => [
    name,
    async (payload, helpers) => {
      await task?.(payload, helpers);
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
