import type { Executor } from "./executor";
import { giveUp } from "./give-up";

const KEPT = { completed: "7 days", failed: "30 days", cancelled: "7 days" };
const KEPT_EVENTS = "2 days";
const AT_ONCE = 2000;
const LANES = 727_002;

/**
 * Ends runs that cannot go on; deletes runs that ended long ago with their steps, events nobody refers to, and lanes
 * without jobs. Plans itself again.
 */
export async function retain(executor: Executor): Promise<void> {
  const { sql } = executor;
  await giveUp(executor);
  for (const [status, age] of Object.entries(KEPT)) {
    await deleteInPortions(
      () => sql`
        delete from jobs.runs where id in (
          select id from jobs.runs
          where status = ${status} and ended_at < now() - ${age}::interval limit ${AT_ONCE})`,
    );
  }
  await deleteInPortions(
    () => sql`
      delete from jobs.events where id in (
        select id from jobs.events e
        where sent_at < now() - ${KEPT_EVENTS}::interval and not exists (
          select from jobs.runs r where r.event_id = e.id) limit ${AT_ONCE})`,
  );
  await collectLanes({ sql });
  await planRetention({ sql });
}

/** Every hour, on whichever process is up. */
export async function planRetention({ sql }: Pick<Executor, "sql">): Promise<void> {
  await sql`
    select graphile_worker.add_job('retain', run_at => now() + interval '1 hour', job_key => 'retain',
      job_key_mode => 'preserve_run_at')`;
}

// The queue looks at every lane each time it hands out a job, so that empty ones must not pile up.
async function collectLanes({ sql }: Pick<Executor, "sql">): Promise<void> {
  await sql.begin(async (tx) => {
    const [lock] = await tx<{ free: boolean }[]>`select pg_try_advisory_xact_lock(${LANES}) as free`;
    if (!lock?.free) return;
    await tx`
      delete from graphile_worker._private_job_queues q
      where locked_at is null and not exists (
        select from graphile_worker._private_jobs j where j.job_queue_id = q.id)`;
  });
}

async function deleteInPortions(portion: () => PromiseLike<{ count: number }>): Promise<void> {
  for (;;) {
    const { count } = await portion();
    if (count < AT_ONCE) return;
  }
}
