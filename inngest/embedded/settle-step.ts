import { asJson, type Sql } from "./connection";
import type { StoredError } from "./operations";
import { progress } from "./progress";

export type StepResult = { data: unknown } | { error: StoredError } | null;

/**
 * Gives a waiting step its result and calls the function again when that was the last one. The first result wins: a
 * second one, or one for a run that is over, changes nothing. Needs a transaction.
 */
export async function settleStep(
  tx: Sql,
  { runId, stepId }: { runId: string; stepId: string },
  result: StepResult,
): Promise<void> {
  await tx`select from jobs.runs where id = ${runId} for update`;
  const error = result && "error" in result ? result.error : null;
  const [settled] = await tx`
    update jobs.steps s
    set status = ${error ? "failed" : "done"}, attempts = s.attempts + 1, ended_at = now(),
      position = nextval('jobs.step_order'), result = ${asJson(result)}::text::json,
      error = ${error && asJson(error)}::text::json
    from jobs.runs r
    where s.run_id = ${runId} and s.id = ${stepId} and s.status = 'pending' and r.id = s.run_id and r.status = 'running'
    returning s.id`;
  if (!settled) return;
  await tx`delete from jobs.waits where run_id = ${runId} and step_id = ${stepId}`;
  await tx`select graphile_worker.remove_job(${`wake:${runId}:${stepId}`})`;
  await progress(tx, runId, false);
}
