import type postgres from "postgres";

/** One call of a function: of its body, or of one step of it that was planned in parallel. */
export interface CallPayload {
  runId: string;
  attempt: number;
  /** The run's version that this call was made for; only calls of the body carry it. */
  version?: number;
  stepId?: string;
}

export interface Claim {
  runId: string;
  functionId: string;
  version: number;
  lease: number;
  /** As JSON text, so that it is not parsed only to be written again. */
  event: string;
  steps: string;
  stack: string[];
  hasPending: boolean;
}

/** Takes a call and loads all it needs, in one statement. Undefined when it is out of date and there is nothing to do. */
export async function claimCall(sql: postgres.Sql, payload: CallPayload): Promise<Claim | undefined> {
  const { runId, version = null, stepId = null, attempt } = payload;
  const [claim] = await sql<Claim[]>`
    with claimed as (
      update jobs.runs set lease = lease + ${stepId === null ? 1 : 0}
      where id = ${runId} and status = 'running' and case
        when ${stepId}::text is null then version = ${version}
        else exists (
          select from jobs.steps s where s.run_id = ${runId} and s.id = ${stepId}
            and s.status = 'pending' and s.attempts = ${attempt})
        end
      returning id, function_id, event_id, version, lease)
    select c.id as "runId", c.function_id as "functionId", c.version, c.lease, e.body::text as event,
      s.steps, s.stack, s.pending as "hasPending"
    from claimed c
    join jobs.events e on e.id = c.event_id
    cross join lateral (
      select
        '{' || coalesce(string_agg(to_json(id)::text || ':' || coalesce(result::text, 'null'), ',' order by position)
          filter (where status in ('done', 'failed')), '') || '}' as steps,
        coalesce(array_agg(id order by position) filter (where status in ('done', 'failed')), '{}') as stack,
        coalesce(bool_or(status = 'pending'), false) as pending
      from jobs.steps where run_id = c.id) s`;
  return claim;
}
