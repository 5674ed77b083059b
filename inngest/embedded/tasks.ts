import type { TaskList } from "graphile-worker";
import type { CallPayload } from "./claim";
import { type CronPayload, runCron } from "./cron";
import { executeCall } from "./execute";
import type { Executor } from "./executor";
import { replay } from "./replay";
import { retain } from "./retain";
import { takeEvents } from "./take-events";
import { wakeStep } from "./wake";

/** What the queue may hand out. The payloads are written by this folder alone. */
export function listTasks(executor: Executor): TaskList {
  return {
    events: (payload) => takeEvents(executor, payload as { eventIds: string[] }),
    call: (payload, { job }) => executeCall(executor, payload as CallPayload, job.attempts),
    wake: (payload) => wakeStep(executor, payload as { runId: string; stepId: string }),
    cron: (payload, { job }) => runCron(executor, payload as CronPayload, job.run_at),
    replay: (payload) => replay(executor, payload as { runId: string; newId: string }),
    retain: () => retain(executor),
  };
}
