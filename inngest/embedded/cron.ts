import { asJson, type Sql } from "./connection";
import type { Executor } from "./executor";
import { nextTick } from "./next-tick";
import { startRun } from "./start-run";

export interface CronPayload {
  functionId: string;
  cron: string;
}

/**
 * Starts the run of one tick and plans the next tick, in one transaction. A tick missed while no process was up runs
 * once, late. Delivered twice it starts one run: the event's id is the tick.
 */
export async function runCron({ sql, served }: Executor, payload: CronPayload, tick: Date): Promise<void> {
  const { functionId, cron } = payload;
  const job = served.functions.get(functionId);
  if (!job?.crons.includes(cron)) throw new Error(`${functionId} has no cron ${cron} in this process`);
  const scheduledAt = tick.toISOString();
  const event = {
    id: `cron:${functionId}:${cron}:${scheduledAt}`,
    name: "inngest/scheduled.timer",
    data: { cron, scheduledAt, fireAt: scheduledAt },
    ts: tick.getTime(),
  };
  await sql.begin(async (tx) => {
    await startRun(tx, job, event);
    await plan(tx, payload, nextTick(cron));
  });
}

/** Plans every cron that is not planned yet, keeps the time of those that are, and drops those that are gone. */
export async function planCrons(sql: Sql, crons: CronPayload[]): Promise<void> {
  const keys = crons.map(keyOf);
  await sql`
    select graphile_worker.remove_job(key) from graphile_worker.jobs
    where task_identifier = 'cron' and key <> all (${keys})`;
  for (const cron of crons) {
    await sql`
      select graphile_worker.add_job('cron', ${asJson(cron)}::text::json, run_at => ${nextTick(cron.cron)},
        job_key => ${keyOf(cron)}, job_key_mode => 'preserve_run_at')`;
  }
}

const keyOf = ({ functionId, cron }: CronPayload) => `cron:${functionId}:${cron}`;

async function plan(sql: Sql, cron: CronPayload, at: Date): Promise<void> {
  await sql`select jobs.enqueue('cron', ${asJson(cron)}::text::json, null, ${at}, ${keyOf(cron)})`;
}
