import type { Executor } from "./executor";
import { finishRun } from "./finish";

/** Ends the runs whose call the queue has given up: a function that nobody knows any more, a result that cannot be kept. */
export async function giveUp(executor: Executor): Promise<void> {
  const jobs = await executor.sql<{ id: string; runId: string; problem: string | null }[]>`
    select j.id, j.payload->>'runId' as "runId", j.last_error as problem
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'call' and j.attempts >= j.max_attempts and j.locked_at is null`;
  for (const { id, runId, problem } of jobs) {
    await executor.sql.begin(async (tx) => {
      const error = { name: "Error", message: problem ?? "The queue gave up." };
      await finishRun(executor, tx, runId, { status: "failed", error });
      await tx`select graphile_worker.complete_jobs(array[${id}::bigint])`;
    });
  }
}
