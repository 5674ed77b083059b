import type { Client } from "pg";

/**
 * Frees what dead processes held; true when there was something. Each process holds a session lock as long as it lives:
 * whoever gets the lock of another has the proof that it is gone. Jobs are locked by pool, not by worker.
 */
export async function recoverJobs(client: Client, ownKey: string): Promise<boolean> {
  const dead = await client.query<{ pool_ids: string[] }>(
    `delete from jobs.processes
     where lock_key <> $1 and case when pg_try_advisory_lock(lock_key) then pg_advisory_unlock(lock_key) end
     returning pool_ids`,
    [ownKey],
  );
  // A pool of no process died before it could be written down; it had a few seconds to do so.
  const unknown = await client.query<{ pool: string }>(
    `select distinct held.locked_by as pool from (
       select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null) held
     where locked_at < now() - interval '5 seconds' and not exists (
       select from jobs.processes p where held.locked_by = any (p.pool_ids))`,
  );
  // A process that lost its lock during a job may have taken the job away while its lane was another's.
  await client.query(
    `update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
     where locked_at < now() - interval '5 seconds' and not exists (
       select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_by = q.locked_by)`,
  );
  const pools = [...dead.rows.flatMap((row) => row.pool_ids), ...unknown.rows.map((row) => row.pool)];
  if (pools.length === 0) return false;
  await client.query("select graphile_worker.force_unlock_workers($1)", [pools]);
  return true;
}
