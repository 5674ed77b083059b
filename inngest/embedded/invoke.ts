import type { Sql } from "./connection";
import type { Executor } from "./executor";
import type { Op } from "./operations";
import { settleStep } from "./settle-step";
import { startRun } from "./start-run";

/** Starts the function that a step waits for. When it cannot start, the step fails with the reason. */
export async function invoke(executor: Executor, tx: Sql, runId: string, op: Op): Promise<void> {
  const functionId = String(op.opts?.function_id);
  const payload = op.opts?.payload as { data?: unknown; v?: string } | undefined;
  const job = executor.served.functions.get(functionId);
  const started =
    job &&
    (await startRun(
      tx,
      job,
      {
        id: `invoke:${runId}:${op.id}`,
        name: "inngest/function.invoked",
        ...payload,
        data: payload?.data ?? {},
        ts: Date.now(),
      },
      { parent: { runId, stepId: op.id } },
    ));
  if (started) return;
  const message = job
    ? `${functionId} was not started: the same is running or has run.`
    : `There is no function ${functionId} to invoke.`;
  await settleStep(tx, { runId, stepId: op.id }, { error: { name: "Error", message } });
}
