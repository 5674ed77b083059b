import type { Op } from "./operations";

export type Answer =
  | { kind: "completed"; output: unknown }
  | { kind: "failed"; error: unknown; isFinal: boolean; retryAt?: Date }
  /** `isEager`: the function wants to be called after each completion, not after the last (race semantics). */
  | { kind: "operations"; operations: Op[]; isEager: boolean; retryAt?: Date }
  /** The process died during the last try that was allowed. */
  | { kind: "lost" };

/** Reads the SDK's answer to a call. */
export async function readAnswer(response: Response): Promise<Answer> {
  const body = JSON.parse((await response.text()) || "null");
  const retryAt = readRetryAfter(response.headers.get("retry-after"));
  if (response.status === 200) return { kind: "completed", output: body };
  if (response.status === 206) {
    const operations: Op[] = [body].flat();
    const isEager =
      response.headers.get("x-inngest-req-version") === "1" || operations.some((op) => op.opts?.parallelMode);
    return { kind: "operations", operations, isEager, retryAt };
  }
  const isFinal = response.headers.get("x-inngest-no-retry") === "true";
  return { kind: "failed", error: body?.error ? { message: body.error } : body, isFinal, retryAt };
}

const DAY = 86_400_000;

// Whole seconds or a date; between a second and a day, as on the server.
function readRetryAfter(value: string | null): Date | undefined {
  if (!value) return undefined;
  const time = /^\d+$/.test(value) ? Date.now() + Number(value) * 1000 : Date.parse(value);
  if (Number.isNaN(time)) return undefined;
  return new Date(Math.min(Math.max(time, Date.now() + 1000), Date.now() + DAY));
}
