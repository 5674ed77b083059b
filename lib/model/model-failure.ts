import { APICallError, NoObjectGeneratedError } from "ai";
import { z } from "zod";
import type { CallOutcome } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { OutsideFailure } from "@/lib/network/outside-failure";

export interface ModelFailure {
  outcome: Exclude<CallOutcome, "answered">;
  /** A code, never words: what a provider says may repeat what it was asked, or the key. */
  detail: string;
  /** Asking again later may help. */
  retryable: boolean;
}

const fail = (outcome: ModelFailure["outcome"], detail: string, retryable = false): ModelFailure => ({
  outcome,
  detail,
  retryable,
});

/** What an error of the wire or of the SDK means to us. What is none of these crashes upwards. */
export function readFailure(error: unknown): ModelFailure {
  if (error instanceof OutsideFailure) return unreachable(error);
  if (error instanceof AppError) return fail("keyRefused", "sealed");
  if (NoObjectGeneratedError.isInstance(error))
    return fail("wrongShape", error.finishReason === "length" ? "unfinished" : "shape");
  if (APICallError.isInstance(error)) return refusedBy(error);
  throw error;
}

function unreachable({ code }: OutsideFailure): ModelFailure {
  if (code === "slow") return fail("timedOut", code, true);
  if (code === "too-large") return fail("wrongShape", code);
  return fail("unreachable", code, code === "port" || code === "name");
}

const Said = z.object({
  error: z.object({ code: z.union([z.string(), z.number()]).nullish(), type: z.string().nullish() }),
});

function refusedBy({ statusCode = 0, responseBody = "" }: APICallError): ModelFailure {
  const code = codeIn(responseBody);
  const detail = [statusCode, code].filter(Boolean).join(" ");
  if (statusCode === 401 || statusCode === 403) return fail("keyRefused", detail);
  if (statusCode === 429) return fail("rateLimited", detail, code !== "insufficient_quota");
  if (statusCode === 408 || statusCode >= 500) return fail("unreachable", detail, true);
  if (code === "content_filter") return fail("refused", detail);
  return statusCode < 300 ? fail("wrongShape", detail) : fail("failed", detail);
}

function codeIn(body: string): string {
  try {
    const { error } = Said.parse(JSON.parse(body));
    const code = String(error.code ?? error.type ?? "");
    return /^[\w.-]{1,60}$/.test(code) ? code : "";
  } catch {
    return "";
  }
}
