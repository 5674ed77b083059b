import { asJson, type Sql } from "./connection";
import type { Executor } from "./executor";
import { namesEvent } from "./match";
import type { StoredError } from "./operations";
import { sendEvents } from "./send";
import { settleStep } from "./settle-step";
import type { StoredEvent } from "./start-run";

export type Ending =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: StoredError }
  | { status: "cancelled" };

interface EndedRun {
  function_id: string;
  parent_run_id: string | null;
  parent_step_id: string | null;
  event: StoredEvent;
}

const CANCELLED = { name: "Error", message: "The run was cancelled." };

/** Ends a run, tells the run that invoked it, and announces the end. A run that is over stays as it is. */
export async function finishRun(executor: Executor, tx: Sql, runId: string, ending: Ending): Promise<void> {
  const error = ending.status === "failed" ? ending.error : null;
  const output = ending.status === "completed" ? asJson(ending.output) : null;
  const [run] = await tx<EndedRun[]>`
    update jobs.runs r
    set status = ${ending.status}, output = ${output}::text::json, ended_at = now(), version = version + 1,
      error = ${error && asJson(error)}::text::json
    from jobs.events e
    where r.id = ${runId} and r.status = 'running' and e.id = r.event_id
    returning r.function_id, r.parent_run_id, r.parent_step_id, e.body as event`;
  if (!run) return;
  if (error) executor.log.error({ runId, functionId: run.function_id, error }, "A run failed");
  await clearWaits(tx, runId);
  if (run.parent_run_id && run.parent_step_id) {
    const step = { runId: run.parent_run_id, stepId: run.parent_step_id };
    const result =
      ending.status === "completed" ? { data: ending.output ?? null } : { error: error ?? CANCELLED };
    await settleStep(tx, step, result);
  }
  await announceEnd(executor, tx, { ...run, runId }, ending);
}

async function clearWaits(tx: Sql, runId: string): Promise<void> {
  await tx`
    with waits as (delete from jobs.waits where run_id = ${runId}),
    left_over as (
      update jobs.steps set status = 'abandoned' where run_id = ${runId} and status in ('pending', 'retrying')
      returning id)
    select graphile_worker.remove_job('wake:' || ${runId} || ':' || id) from left_over`;
}

async function announceEnd(executor: Executor, tx: Sql, run: EndedRun & { runId: string }, ending: Ending) {
  if (run.event.name.startsWith("inngest/function.") && run.event.name !== "inngest/function.invoked") return;
  const data = {
    function_id: run.function_id,
    run_id: run.runId,
    event: run.event,
    events: [run.event],
    ...(ending.status === "failed" ? { error: ending.error } : {}),
    ...(ending.status === "cancelled" ? { error: CANCELLED } : {}),
    ...(ending.status === "completed" ? { result: ending.output ?? null } : {}),
    _inngest: { status: STATUS_NAMES[ending.status] },
  };
  const names = ["inngest/function.finished"];
  if (ending.status !== "completed") names.push(`inngest/function.${ending.status}`);
  for (const name of names) {
    if (!(await isHeard(executor, tx, name))) continue;
    const id = name === "inngest/function.failed" ? run.runId : `${run.runId}:${name}`;
    await sendEvents(tx, [{ id, name, data }]);
  }
}

const STATUS_NAMES = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" };

// Every run ends; storing an event for each that nobody listens to would double the work.
async function isHeard({ served }: Executor, tx: Sql, name: string): Promise<boolean> {
  const jobs = [...served.functions.values()];
  const triggers = jobs.some((job) => job.triggers.some((trigger) => namesEvent(trigger.event, name)));
  const cancels = jobs.some((job) => job.cancelOn.some((cancel) => cancel.event === name));
  if (triggers || cancels) return true;
  const [wait] = await tx`select from jobs.waits where event_name = ${name} limit 1`;
  return wait !== undefined;
}
