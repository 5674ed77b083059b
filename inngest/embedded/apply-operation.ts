import { asJson, type Sql } from "./connection";
import { dueAt } from "./duration";
import type { Executor } from "./executor";
import { finishRun } from "./finish";
import { invoke } from "./invoke";
import { beginOf, nameOf, type Op, toStoredError } from "./operations";
import { enqueueCall } from "./progress";
import type { Call } from "./settle";

/** "next": go on when nothing is pending; "retry": the same call is planned again; "ended": the run is over. */
export type Outcome = "next" | "retry" | "ended";

interface Circumstances {
  isEager: boolean;
  retryAt?: Date;
}

/** Writes one operation of an answer. One that is written already changes nothing. */
export async function applyOperation(
  executor: Executor,
  tx: Sql,
  call: Call,
  op: Op,
  { isEager, retryAt }: Circumstances,
): Promise<Outcome> {
  switch (op.op) {
    case "StepRun":
    case "Step":
      await keepResult(tx, call, op, { data: op.data ?? null });
      return "next";
    case "StepError":
    case "StepFailed":
      return keepFailure(executor, tx, call, op, retryAt);
    case "StepPlanned":
      if (await addPending(tx, call.runId, op, isEager)) {
        await enqueueCall(tx, { runId: call.runId, stepId: op.id, attempt: 0 });
      }
      return "next";
    case "Sleep":
      await addPending(tx, call.runId, op, isEager, op.name);
      return "next";
    case "WaitForEvent":
      await waitForEvent(tx, call.runId, op, isEager);
      return "next";
    case "InvokeFunction":
      if (await addPending(tx, call.runId, op, isEager, textOf(op.opts?.timeout))) {
        await invoke(executor, tx, call.runId, op);
      }
      return "next";
    case "DiscoveryRequest":
      return "next";
    default:
      await finishRun(executor, tx, call.runId, {
        status: "failed",
        error: { name: "Error", message: `The embedded jobs do not support the operation ${op.op}.` },
      });
      return "ended";
  }
}

async function keepResult(tx: Sql, call: Call, op: Op, result: { data: unknown } | { error: unknown }) {
  const failed = "error" in result;
  await tx`
    insert into jobs.steps (run_id, id, name, op, status, attempts, result, error, position, started_at, ended_at)
    values (${call.runId}, ${op.id}, ${nameOf(op)}, 'StepRun', ${failed ? "failed" : "done"}, ${call.triesBefore + 1},
      ${asJson(result)}::text::json, ${failed ? asJson(result.error) : null}::text::json,
      nextval('jobs.step_order'), coalesce(${beginOf(op)}::timestamptz, now()), now())
    on conflict (run_id, id) do update
      set status = excluded.status, attempts = excluded.attempts, result = excluded.result,
        error = coalesce(excluded.error, jobs.steps.error), position = excluded.position, ended_at = excluded.ended_at
      where jobs.steps.status in ('pending', 'retrying')`;
}

async function keepFailure(executor: Executor, tx: Sql, call: Call, op: Op, retryAt: Date | undefined) {
  const error = toStoredError(op.error);
  const attempts = call.triesBefore + 1;
  if (op.op === "StepFailed" || attempts >= call.job.maxAttempts) {
    await keepResult(tx, call, op, { error });
    return "next";
  }
  await tx`
    insert into jobs.steps (run_id, id, name, op, status, attempts, error)
    values (${call.runId}, ${op.id}, ${nameOf(op)}, 'StepRun', 'retrying', ${attempts}, ${asJson(error)}::text::json)
    on conflict (run_id, id) do update set attempts = excluded.attempts, error = excluded.error
      where jobs.steps.status in ('pending', 'retrying')`;
  const at = retryAt ?? new Date(Date.now() + executor.retryDelay(attempts));
  await enqueueCall(tx, { runId: call.runId, stepId: call.stepId, attempt: attempts }, at);
  return "retry";
}

/** False when the step is known already. With a duration, the step is woken when it is over. */
async function addPending(
  tx: Sql,
  runId: string,
  op: Op,
  isEager: boolean,
  duration?: string,
): Promise<boolean> {
  const due = duration ? dueAt(duration) : null;
  const [added] = await tx`
    insert into jobs.steps (run_id, id, name, op, status, eager, due_at)
    values (${runId}, ${op.id}, ${nameOf(op)}, ${op.op}, 'pending', ${isEager}, ${due})
    on conflict (run_id, id) do update
      set status = 'pending', op = excluded.op, eager = excluded.eager, attempts = 0, due_at = excluded.due_at
      where jobs.steps.status = 'retrying'
    returning id`;
  if (!added) return false;
  if (due) {
    const payload = asJson({ runId, stepId: op.id });
    await tx`
      select jobs.enqueue('wake', ${payload}::text::json, null, ${due}, ${`wake:${runId}:${op.id}`})`;
  }
  return true;
}

async function waitForEvent(tx: Sql, runId: string, op: Op, isEager: boolean): Promise<void> {
  if (!(await addPending(tx, runId, op, isEager, textOf(op.opts?.timeout)))) return;
  await tx`
    insert into jobs.waits (run_id, step_id, event_name, condition)
    values (${runId}, ${op.id}, ${op.name ?? ""}, ${textOf(op.opts?.if) ?? null})`;
}

const textOf = (value: unknown) => (typeof value === "string" && value ? value : undefined);
