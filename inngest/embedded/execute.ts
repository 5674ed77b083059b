import { type CallPayload, type Claim, claimCall } from "./claim";
import type { Executor } from "./executor";
import type { JobFunction } from "./functions";
import { readAnswer } from "./read-answer";
import { settleCall } from "./settle";

/**
 * One call of a function, from claim to settlement. `deliveries` counts how often the queue has handed out this job: a
 * process that died during the call counts as a failed try, so that a step that kills its process ends in "failed".
 */
export async function executeCall(
  executor: Executor,
  payload: CallPayload,
  deliveries: number,
): Promise<void> {
  const claim = await claimCall(executor.sql, payload);
  if (!claim) return;
  const job = executor.served.functions.get(claim.functionId);
  // A deployment may be half done: another process, or the next version of this one, may know it.
  if (!job) throw new Error(`The function ${claim.functionId} is not registered in this process`);

  const triesBefore = payload.attempt + deliveries - 1;
  const call = { ...payload, claim, job, triesBefore };
  if (triesBefore >= job.maxAttempts) return settleCall(executor, call, { kind: "lost" });

  const response = await executor.served.call({
    functionId: claim.functionId,
    stepId: payload.stepId ?? "step",
    body: requestBody(claim, job, payload.stepId, triesBefore),
  });
  await settleCall(executor, call, await readAnswer(response));
}

function requestBody(claim: Claim, job: JobFunction, stepId: string | undefined, attempt: number): string {
  // With `fn_id` the SDK runs consecutive steps in one call and reports each; not while steps run beside each other.
  const isAlone = stepId === undefined && !claim.hasPending;
  const context = {
    run_id: claim.runId,
    attempt,
    max_attempts: job.maxAttempts,
    disable_immediate_execution: claim.hasPending && stepId === undefined,
    use_api: false,
    stack: { stack: claim.stack, current: claim.stack.length },
    ...(isAlone ? { fn_id: job.id, qi_id: `${claim.version}:${claim.lease}` } : {}),
  };
  return `{"version":2,"event":${claim.event},"events":[${claim.event}],"steps":${claim.steps},"ctx":${JSON.stringify(context)}}`;
}
