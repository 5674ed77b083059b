import type { Sql } from "./connection";
import type { Executor } from "./executor";
import { finishRun } from "./finish";
import type { JobFunction } from "./functions";
import { holds } from "./match";
import { settleStep } from "./settle-step";
import { isTriggeredBy, listReplacedRuns, type StoredEvent, startRun } from "./start-run";

/**
 * Sent events find who they are for: functions they start, runs that wait for them, runs they cancel. Each of the
 * statements changes nothing when it is made again, so a delivery that was cut short is completed by the next.
 */
export async function takeEvents(executor: Executor, { eventIds }: { eventIds: string[] }): Promise<void> {
  const rows = await executor.sql<{ body: StoredEvent }[]>`
    select e.body from unnest(${eventIds}::text[]) with ordinality as sent (id, place)
    join jobs.events e on e.id = sent.id order by sent.place`;
  const events = rows.map((row) => row.body);
  for (const event of events) await startFunctions(executor, event);
  await resumeWaits(executor, events);
}

async function startFunctions(executor: Executor, event: StoredEvent): Promise<void> {
  for (const job of executor.served.functions.values()) {
    if (!isTriggeredBy(job, event)) continue;
    if (job.singleton?.mode === "cancel") await replaceRun(executor, job, event);
    else await startRun(executor.sql, job, event);
  }
}

async function replaceRun(executor: Executor, job: JobFunction, event: StoredEvent): Promise<void> {
  await executor.sql.begin(async (tx) => {
    for (const runId of await listReplacedRuns(tx, job, event)) {
      await finishRun(executor, tx, runId, { status: "cancelled" });
    }
    await startRun(tx, job, event);
  });
}

interface Wait {
  run_id: string;
  step_id: string;
  event_name: string;
  condition: string | null;
  trigger: StoredEvent;
}

async function resumeWaits(executor: Executor, events: StoredEvent[]): Promise<void> {
  const waits = await executor.sql<Wait[]>`
    select w.run_id, w.step_id, w.event_name, w.condition, e.body as trigger
    from jobs.waits w join jobs.runs r on r.id = w.run_id join jobs.events e on e.id = r.event_id
    where w.event_name = any (${events.map((event) => event.name)}) and (w.until is null or w.until > now())`;
  const places = new Map(events.map((event, place) => [event.id, place]));
  for (const [place, event] of events.entries()) {
    for (const wait of waits) {
      const startedBefore = (places.get(wait.trigger.id) ?? -1) < place;
      if (wait.event_name !== event.name || !startedBefore) continue;
      if (!holds(wait.condition, { event: wait.trigger, async: event })) continue;
      await executor.sql.begin((tx) => resume(executor, tx, wait, event));
    }
  }
}

async function resume(executor: Executor, tx: Sql, wait: Wait, event: StoredEvent): Promise<void> {
  if (wait.step_id.startsWith("cancel:"))
    return finishRun(executor, tx, wait.run_id, { status: "cancelled" });
  return settleStep(tx, { runId: wait.run_id, stepId: wait.step_id }, { data: event });
}
