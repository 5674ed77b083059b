import { randomBytes } from "node:crypto";
import { runTaskList, type TaskList } from "graphile-worker";
import { Client, Pool } from "pg";
import { log, queueLog } from "./log";
import { recoverJobs } from "./recover";

const RECOVER_EVERY_MS = 5000;
const LOOK_AT_LEAST_EVERY_MS = 1000;
// New jobs announce themselves and `watch` knows when the next planned one is due; polling is only the net.
const POLL_MS = 60_000;

export interface Session {
  /** Resolves when the connection that proves this process alive is lost. */
  lost: Promise<void>;
  /** Takes no more work and waits for what is running. */
  close(): Promise<void>;
}

/** Takes work from the queue, as long as its lock connection holds. */
export async function openSession(url: string, tasks: TaskList, concurrency: number): Promise<Session> {
  const client = new Client({ connectionString: url, application_name: "inbox-jobs-lock", keepAlive: true });
  const lost = new Promise<void>((resolve) => {
    client.once("end", resolve);
    client.on("error", (error) => {
      log.warn({ err: error }, "The connection that holds this process's lock failed");
      resolve();
    });
  });
  const pool = new Pool({
    connectionString: url,
    max: concurrency + 2,
    application_name: "inbox-jobs-queue",
  });
  pool.on("error", (error) => log.warn({ err: error }, "A connection of the queue failed"));
  try {
    await client.connect();
    const lockKey = BigInt(`0x${randomBytes(7).toString("hex")}`).toString();
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await recoverJobs(client, lockKey);
    const workers = await runTaskList(
      { concurrency, pgPool: pool, pollInterval: POLL_MS, noHandleSignals: true, logger: queueLog },
      tasks,
      pool,
    );
    await client.query("insert into jobs.processes (lock_key, pool_ids) values ($1, $2)", [
      lockKey,
      [workers.id],
    ]);
    const nudge = () => workers.nudge(concurrency);
    const stopWatching = watch(client, lockKey, nudge);
    return { lost, close: () => close({ client, pool, workers, lockKey, stopWatching }) };
  } catch (error) {
    await Promise.allSettled([client.end(), pool.end()]);
    throw error;
  }
}
