import { asJson, type Sql } from "./connection";
import type { Executor } from "./executor";
import { namesEvent } from "./match";
import type { StoredError } from "./operations";
import { sendEvents } from "./send";
import { type StepResult, settleStep } from "./settle-step";
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
  /** Another run waits for its end. */
  awaited: boolean;
}

const CANCELLED = { name: "Error", message: "The run was cancelled." };
const STATUS_NAMES = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" };

/** Ends a run, tells the run that invoked it, and announces the end. A run that is over stays as it is. */
export async function finishRun(executor: Executor, tx: Sql, runId: string, ending: Ending): Promise<void> {
  const run = await close(tx, runId, ending);
  if (!run) return;
  if (ending.status === "failed") {
    executor.log.error({ runId, functionId: run.function_id, error: ending.error }, "A run failed");
  }
  if (run.parent_run_id && run.parent_step_id) {
    const step = { runId: run.parent_run_id, stepId: run.parent_step_id };
    await settleStep(tx, step, resultOf(ending));
  }
  await announceEnd(executor, tx, { ...run, runId }, ending);
}

const namesOf = ({ status }: Ending): string[] => [
  "inngest/function.finished",
  ...(status === "completed" ? [] : [`inngest/function.${status}`]),
];

/** In one statement: most runs end without anybody to tell. */
async function close(tx: Sql, runId: string, ending: Ending): Promise<EndedRun | undefined> {
  const output = ending.status === "completed" ? asJson(ending.output) : null;
  const error = ending.status === "failed" ? asJson(ending.error) : null;
  const [run] = await tx<EndedRun[]>`
    with run as (
      update jobs.runs r
      set status = ${ending.status}, output = ${output}::text::json, ended_at = now(), version = version + 1,
        error = ${error}::text::json
      from jobs.events e
      where r.id = ${runId} and r.status = 'running' and e.id = r.event_id
      returning r.id, r.function_id, r.parent_run_id, r.parent_step_id, e.body as event),
    waits as (delete from jobs.waits using run where run_id = run.id),
    left_over as (
      update jobs.steps s set status = 'abandoned' from run
      where s.run_id = run.id and s.status in ('pending', 'retrying')
      returning 'wake:' || s.run_id || ':' || s.id as key)
    select run.*, (select count(graphile_worker.remove_job(key)) from left_over),
      exists (select from jobs.waits where event_name = any (${namesOf(ending)})) as awaited
    from run`;
  return run;
}

function resultOf(ending: Ending): StepResult {
  if (ending.status === "completed") return { data: ending.output ?? null };
  return { error: ending.status === "failed" ? ending.error : CANCELLED };
}

async function announceEnd(executor: Executor, tx: Sql, run: EndedRun & { runId: string }, ending: Ending) {
  if (run.event.name.startsWith("inngest/function.") && run.event.name !== "inngest/function.invoked") return;
  const result = resultOf(ending);
  const data = {
    function_id: run.function_id,
    run_id: run.runId,
    event: run.event,
    events: [run.event],
    ...(result && "error" in result ? result : { result: result?.data }),
    _inngest: { status: STATUS_NAMES[ending.status] },
  };
  for (const name of namesOf(ending)) {
    if (!run.awaited && !isHeard(executor, name)) continue;
    const id = name === "inngest/function.failed" ? run.runId : `${run.runId}:${name}`;
    await sendEvents(tx, [{ id, name, data }]);
  }
}

// Every run ends; storing an event for each that nobody listens to would double the work.
function isHeard({ served }: Executor, name: string): boolean {
  return [...served.functions.values()].some(
    ({ triggers, cancelOn }) =>
      triggers.some((trigger) => namesEvent(trigger.event, name)) ||
      cancelOn.some((cancel) => cancel.event === name),
  );
}
