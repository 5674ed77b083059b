import type { Sql } from "./connection";
import { asJson } from "./connection";
import type { StoredError } from "./operations";
import { newRunId, type StoredEvent } from "./start-run";

export type RunStatus = "running" | "completed" | "failed" | "cancelled";

export interface RunSummary {
  id: string;
  functionId: string;
  eventName: string;
  /** What its event holds: ids. */
  data: unknown;
  status: RunStatus;
  error: StoredError | null;
  replayOf: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

export interface RunStep {
  id: string;
  name: string;
  op: string;
  status: "pending" | "retrying" | "done" | "failed" | "abandoned";
  /** Tries so far. */
  attempts: number;
  result: unknown;
  /** Of the last try that failed, also when a later one succeeded. */
  error: StoredError | null;
  startedAt: Date;
  dueAt: Date | null;
  endedAt: Date | null;
}

export interface RunDetails extends RunSummary {
  event: StoredEvent;
  output: unknown;
  /** Tries of the function's body that failed since its last step. */
  attempts: number;
  parentRunId: string | null;
  /** In the order in which they ended; those that have not come last. */
  steps: RunStep[];
}

interface RunPage {
  status?: RunStatus;
  before?: string;
  /** Only runs whose event names this company; without it those of every company. */
  companyId?: number;
  limit: number;
}

/** Runs, newest first; `before` is the id of the last one seen. Needs the owner's connection. */
export async function listRuns(
  sql: Sql,
  { status, before, companyId, limit }: RunPage,
): Promise<RunSummary[]> {
  return sql<RunSummary[]>`
    select r.id, r.function_id as "functionId", e.name as "eventName", e.body->'data' as data, r.status, r.error, r.replay_of as "replayOf",
      r.started_at as "startedAt", r.ended_at as "endedAt"
    from jobs.runs r join jobs.events e on e.id = r.event_id
    where (${status ?? null}::text is null or r.status = ${status ?? null})
      and (${before ?? null}::text is null or r.id < ${before ?? null})
      and (${companyId ?? null}::int is null or e.body #>> '{data,companyId}' = ${companyId ?? null}::int::text)
    order by r.id desc limit ${limit}`;
}

/** A run with its event, steps, errors and tries. Undefined when there is none, or not any more. */
export async function findRun(sql: Sql, runId: string): Promise<RunDetails | undefined> {
  const [run] = await sql<Omit<RunDetails, "steps">[]>`
    select r.id, r.function_id as "functionId", e.name as "eventName", e.body->'data' as data, r.status, r.error, r.replay_of as "replayOf",
      r.started_at as "startedAt", r.ended_at as "endedAt", e.body as event, r.output, r.attempts,
      r.parent_run_id as "parentRunId"
    from jobs.runs r join jobs.events e on e.id = r.event_id where r.id = ${runId}`;
  if (!run) return undefined;
  const steps = await sql<RunStep[]>`
    select id, name, op, status, attempts, result->'data' as result, error, started_at as "startedAt",
      due_at as "dueAt", ended_at as "endedAt"
    from jobs.steps where run_id = ${runId} order by position nulls last, started_at, id`;
  return { ...run, steps };
}

/**
 * Starts a failed or cancelled run again from its beginning, with the same event; gives the id of the new run. Undefined
 * when there is no such run or it has not failed. Asked twice it runs twice.
 */
export async function replayRun(sql: Sql, runId: string): Promise<string | undefined> {
  const newId = newRunId();
  const [planned] = await sql`
    select graphile_worker.add_job('replay', ${asJson({ runId, newId })}::text::json)
    from jobs.runs where id = ${runId} and status in ('failed', 'cancelled')`;
  return planned ? newId : undefined;
}
