import type postgres from "postgres";
import { asJson } from "./connection";
import { beginOf, nameOf, type Op } from "./operations";

export interface CheckpointRequest {
  run_id: string;
  /** `version:lease` of the call that reports. */
  qi_id: string;
  steps: Op[];
}

/**
 * Keeps the results of steps that ran inside a call that goes on. False when the call is not the run's any more: it was
 * cancelled, or its process was taken for dead and another one has it; the SDK then stops.
 */
export async function keepCheckpoint(sql: postgres.Sql, request: CheckpointRequest): Promise<boolean> {
  const [version, lease] = request.qi_id.split(":").map(Number);
  const steps = request.steps.filter((step) => step.op === "StepRun" || step.op === "Step");
  const rows = steps.map((step) => ({
    id: step.id,
    name: nameOf(step),
    result: asJson({ data: step.data ?? null }),
    begin: beginOf(step),
  }));
  const [kept] = await sql<{ valid: boolean }[]>`
    with run as (
      select id from jobs.runs
      where id = ${request.run_id} and version = ${version ?? -1} and lease = ${lease ?? -1} and status = 'running'
      for update),
    kept as (
      insert into jobs.steps (run_id, id, name, op, status, attempts, result, position, started_at, ended_at)
      select run.id, s.id, s.name, 'StepRun', 'done', 1, s.result::json, nextval('jobs.step_order'),
        coalesce(s.begin, now()), now()
      from run, json_to_recordset(${asJson(rows)}::text::json) as s (id text, name text, result text, begin timestamptz)
      on conflict (run_id, id) do update
        set status = 'done', result = excluded.result, position = excluded.position, ended_at = now(),
            attempts = jobs.steps.attempts + 1
        where jobs.steps.status = 'retrying')
    select exists (select from run) as valid`;
  return kept?.valid ?? false;
}
