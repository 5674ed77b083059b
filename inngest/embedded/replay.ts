import type { Executor } from "./executor";
import { type StoredEvent, startRun } from "./start-run";

/** The second half of `replayRun`: what starts a run needs the function's options. */
export async function replay({ sql, served }: Executor, { runId, newId }: { runId: string; newId: string }) {
  const [run] = await sql<{ function_id: string; event: StoredEvent }[]>`
    select r.function_id, e.body as event from jobs.runs r join jobs.events e on e.id = r.event_id
    where r.id = ${runId}`;
  if (!run) return;
  const job = served.functions.get(run.function_id);
  if (!job) throw new Error(`The function ${run.function_id} is not registered in this process`);
  await startRun(sql, job, run.event, { runId: newId, replayOf: runId });
}
