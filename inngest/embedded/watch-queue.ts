import type { Lock } from "./lock";
import { log } from "./log";
import { recoverJobs } from "./recover";

const RECOVER_EVERY_MS = 2500;
const LOOK_EVERY_MS = 1000;
const AT_ONCE = 20;
const STUCK_AFTER_LOOKS = 4;

interface Workers {
  nudge(count: number): void;
  isIdle(): boolean;
  /** Idle workers do not take what is due, although they were told again and again: theirs is a broken connection. */
  onStuck(): void;
}

/**
 * Wakes workers when a planned job comes due and when a dead process's jobs are free again; gives the function that
 * ends it. Looking costs one query a second, which waiting workers then need not make.
 */
export function watchQueue(lock: Lock, workers: Workers): () => void {
  let timer: NodeJS.Timeout;
  let inVain = 0;
  let stopped = false;
  let recoveredAt = Date.now();
  const look = async () => {
    if (Date.now() - recoveredAt >= RECOVER_EVERY_MS) {
      recoveredAt = Date.now();
      await recoverJobs(lock.client, lock.key);
    }
    const { due, nextInMs } = await findDue(lock);
    inVain = due > 0 && workers.isIdle() ? inVain + 1 : 0;
    if (due > 0 && !stopped) workers.nudge(due);
    if (inVain >= STUCK_AFTER_LOOKS && !stopped) workers.onStuck();
    return inVain > 0 ? LOOK_EVERY_MS : Math.min(nextInMs ?? LOOK_EVERY_MS, LOOK_EVERY_MS);
  };
  const again = (afterMs: number) => {
    if (stopped || lock.isLost()) return;
    timer = setTimeout(() => {
      look().then(again, (error) => {
        log.warn({ err: error }, "The queue could not be looked at");
        again(LOOK_EVERY_MS);
      });
    }, afterMs);
    timer.unref();
  };
  again(0);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function findDue({ client }: Lock): Promise<{ due: number; nextInMs: number | null }> {
  const found = await client.query<{ due: number; nextInMs: number | null }>({
    name: "jobs-due",
    text: `
      select
        (select count(*)::int from (
          select from graphile_worker._private_jobs j
          where is_available and priority = 0 and run_at <= now() and not exists (
            select from graphile_worker._private_job_queues q where q.id = j.job_queue_id and q.locked_at is not null)
          limit ${AT_ONCE}) due) as due,
        (select ceil(extract(epoch from run_at - now()) * 1000)::float8 from graphile_worker._private_jobs
          where is_available and priority = 0 and run_at > now() order by run_at limit 1) as "nextInMs"`,
  });
  return found.rows[0] ?? { due: 0, nextInMs: null };
}
