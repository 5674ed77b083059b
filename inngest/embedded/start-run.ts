import { createHash, randomBytes } from "node:crypto";
import { asJson, type Sql } from "./connection";
import { dueAt } from "./duration";
import type { JobFunction } from "./functions";
import { holds, keyOf, namesEvent } from "./match";

export interface StoredEvent {
  id: string;
  name: string;
  data?: unknown;
  ts?: number;
}

interface Origin {
  runId?: string;
  parent?: { runId: string; stepId: string };
  replayOf?: string;
}

/**
 * Starts a run of a function for an event, in one statement; gives its id. Undefined when there is one already: for the
 * same event, for the same idempotency key within 24 hours, or for a singleton that is running.
 */
export async function startRun(sql: Sql, job: JobFunction, event: StoredEvent, origin: Origin = {}) {
  const runId = origin.runId ?? newRunId();
  const context = { event };
  const isReplay = origin.replayOf !== undefined;
  const idempotencyKey = job.idempotency && !isReplay ? keyOf(job.idempotency, context) : null;
  const singletonKey = job.singleton && !isReplay ? singletonOf(job.singleton, context) : null;
  if (idempotencyKey !== null) await forgetOldKey(sql, job.id, idempotencyKey);
  const lane = laneOf(job, event, runId);
  const cancels = job.cancelOn.map(({ event: name, condition, timeout }, index) => ({
    step: `cancel:${index}`,
    name,
    condition: condition ?? null,
    until: timeout ? dueAt(timeout) : null,
  }));
  const [started] = await sql<{ id: string }[]>`
    with event as (
      insert into jobs.events (id, name, body)
      values (${event.id}, ${event.name}, ${asJson(event)}::text::json) on conflict (id) do nothing),
    run as (
      insert into jobs.runs (id, function_id, event_id, lane, idempotency_key, singleton_key,
        parent_run_id, parent_step_id, replay_of)
      values (${runId}, ${job.id}, ${event.id}, ${lane}, ${idempotencyKey}, ${singletonKey},
        ${origin.parent?.runId ?? null}, ${origin.parent?.stepId ?? null}, ${origin.replayOf ?? null})
      on conflict do nothing returning id),
    cancels as (
      insert into jobs.waits (run_id, step_id, event_name, condition, until)
      select run.id, c.step, c.name, c.condition, c.until
      from run, json_to_recordset(${asJson(cancels)}::text::json)
        as c (step text, name text, condition text, until timestamptz))
    select id, jobs.enqueue('call', json_build_object('runId', id, 'version', 0, 'attempt', 0), ${lane}, null, null)
    from run`;
  return started?.id;
}

/** The runs that a new run of a singleton in "cancel" mode ends; none for other functions. */
export async function listReplacedRuns(sql: Sql, job: JobFunction, event: StoredEvent): Promise<string[]> {
  if (job.singleton?.mode !== "cancel") return [];
  const rows = await sql<{ id: string }[]>`
    select id from jobs.runs
    where function_id = ${job.id} and singleton_key = ${singletonOf(job.singleton, { event })}
      and status = 'running' and event_id <> ${event.id}`;
  return rows.map((row) => row.id);
}

/** Whether this event starts this function. */
export function isTriggeredBy(job: JobFunction, event: StoredEvent): boolean {
  return job.triggers.some(
    (trigger) => namesEvent(trigger.event, event.name) && holds(trigger.condition, { event }),
  );
}

const singletonOf = (singleton: { key?: string }, context: { event: StoredEvent }) =>
  singleton.key ? (keyOf(singleton.key, context) ?? "") : "";

// Sortable by time, so that a run's id is also the cursor of the list.
export function newRunId(): string {
  return Date.now().toString(16).padStart(12, "0") + randomBytes(10).toString("hex");
}

/**
 * At most `limit` runs with the same key work at a time: the queue runs each lane serially, and a run belongs to one of
 * `limit` lanes. Nothing is counted, so nothing can be counted wrong after a crash.
 */
function laneOf(job: JobFunction, event: StoredEvent, runId: string): string | null {
  if (!job.concurrency?.limit) return null;
  const key = job.concurrency.key ? keyOf(job.concurrency.key, { event }) : "";
  const slot = createHash("sha1").update(runId).digest().readUInt32BE() % job.concurrency.limit;
  return createHash("sha1").update(`${job.id}|${key}|${slot}`).digest("hex");
}

async function forgetOldKey(sql: Sql, functionId: string, key: string): Promise<void> {
  await sql`
    update jobs.runs set idempotency_key = null
    where function_id = ${functionId} and idempotency_key = ${key} and started_at < now() - interval '24 hours'`;
}
