import type { Executor } from "./executor";
import type { StepResult } from "./settle-step";
import { settleStep } from "./settle-step";

const INVOKE_TIMED_OUT = {
  name: "InngestInvokeTimeoutError",
  message: "The invoked function did not finish in time.",
};

/** A sleep is over, or a wait has found nothing in its time. */
export async function wakeStep({ sql }: Executor, step: { runId: string; stepId: string }): Promise<void> {
  await sql.begin(async (tx) => {
    const [waiting] = await tx<{ op: string }[]>`
      select op from jobs.steps where run_id = ${step.runId} and id = ${step.stepId}`;
    const result: StepResult = waiting?.op === "InvokeFunction" ? { error: INVOKE_TIMED_OUT } : null;
    await settleStep(tx, step, result);
  });
}
