import type { Sql } from "./connection";

/**
 * Calls the function again when nothing it waits for is left; in a race, after every step that ends. `isBodyCall`: the
 * call that was settled was one of the body, whose version must not be valid a second time in any case.
 */
export async function progress(tx: Sql, runId: string, isBodyCall: boolean): Promise<void> {
  const [steps] = await tx<{ waits: boolean; races: boolean }[]>`
    select coalesce(bool_or(status = 'pending'), false) as waits, coalesce(bool_or(eager), false) as races
    from jobs.steps where run_id = ${runId}`;
  if (!steps?.waits || (steps.races && !isBodyCall)) await enqueueCall(tx, { runId, attempt: 0 });
  else if (isBodyCall) await tx`update jobs.runs set version = version + 1 where id = ${runId}`;
}

/** Plans a call. Each call of the body gets a new version, so that only the last one planned counts. */
export async function enqueueCall(
  tx: Sql,
  call: { runId: string; stepId?: string; attempt: number },
  at: Date | null = null,
): Promise<void> {
  const { runId, stepId = null, attempt } = call;
  if (stepId !== null) {
    await tx`
      with step as (
        update jobs.steps set attempts = ${attempt} where run_id = ${runId} and id = ${stepId})
      select jobs.enqueue('call',
        json_build_object('runId', id, 'stepId', ${stepId}::text, 'attempt', ${attempt}::int), lane, ${at}, null)
      from jobs.runs where id = ${runId}`;
    return;
  }
  await tx`
    with run as (
      update jobs.runs set version = version + 1 where id = ${runId} returning id, version, lane)
    select jobs.enqueue('call',
      json_build_object('runId', id, 'version', version, 'attempt', ${attempt}::int), lane, ${at}, null)
    from run`;
}
