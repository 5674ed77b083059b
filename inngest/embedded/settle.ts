import type postgres from "postgres";
import { applyOperation } from "./apply-operation";
import type { CallPayload, Claim } from "./claim";
import { asJson, type Sql } from "./connection";
import type { Executor } from "./executor";
import { finishRun } from "./finish";
import type { JobFunction } from "./functions";
import { toStoredError } from "./operations";
import { enqueueCall, progress } from "./progress";
import type { Answer } from "./read-answer";

export interface Call extends CallPayload {
  claim: Claim;
  job: JobFunction;
  /** Tries before this one, those that ended with their process included. */
  triesBefore: number;
}

/**
 * Writes what a call gave and plans what follows, in one transaction. A call that is out of date by now (settled by
 * another delivery, cancelled, taken over) changes nothing.
 */
export async function settleCall(executor: Executor, call: Call, answer: Answer): Promise<void> {
  await executor.sql.begin(async (tx) => {
    if (!(await isStillOurs(tx, call))) return;
    if (answer.kind === "completed") {
      return finishRun(executor, tx, call.runId, { status: "completed", output: answer.output });
    }
    if (answer.kind === "operations") return settleOperations(executor, tx, call, answer);
    return settleFailure(executor, tx, call, answer);
  });
}

async function isStillOurs(tx: postgres.TransactionSql, { claim, stepId, ...call }: Call): Promise<boolean> {
  const [run] = await tx<{ version: number; lease: number; status: string }[]>`
    select version, lease, status from jobs.runs where id = ${claim.runId} for update`;
  if (run?.status !== "running") return false;
  if (stepId === undefined) return run.version === call.version && run.lease === claim.lease;
  const [step] = await tx`
    select from jobs.steps where run_id = ${claim.runId} and id = ${stepId} and status = 'pending'
      and attempts = ${call.attempt}`;
  return step !== undefined;
}

type Operations = Extract<Answer, { kind: "operations" }>;

async function settleOperations(executor: Executor, tx: Sql, call: Call, answer: Operations): Promise<void> {
  const complete = answer.operations.find((op) => op.op === "RunComplete");
  const outcomes = new Set<string>();
  for (const op of answer.operations) {
    if (op !== complete) outcomes.add(await applyOperation(executor, tx, call, op, answer));
  }
  if (outcomes.has("ended")) return;
  if (complete) {
    return finishRun(executor, tx, call.runId, { status: "completed", output: complete.data });
  }
  if (outcomes.has("retry")) return;
  await progress(tx, call.runId, call.stepId === undefined);
}

type Failure = Extract<Answer, { kind: "failed" | "lost" }>;

const LOST = { name: "Error", message: "The process ended during this step, each time it was tried." };

/** The function's body threw, or the process died too often. */
async function settleFailure(executor: Executor, tx: Sql, call: Call, answer: Failure): Promise<void> {
  const error = toStoredError(answer.kind === "lost" ? LOST : answer.error);
  const attempts = call.triesBefore + 1;
  const isFinal = answer.kind === "lost" || answer.isFinal || attempts >= call.job.maxAttempts;
  await tx`
    update jobs.runs set attempts = ${attempts}, error = ${asJson(error)}::text::json where id = ${call.runId}`;
  if (isFinal) return finishRun(executor, tx, call.runId, { status: "failed", error });
  const at = answer.retryAt ?? new Date(Date.now() + executor.retryDelay(attempts));
  await enqueueCall(tx, { runId: call.runId, stepId: call.stepId, attempt: attempts }, at);
}
