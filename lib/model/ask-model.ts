import { createHash } from "node:crypto";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, NoObjectGeneratedError, Output } from "ai";
import type { z } from "zod";
import { withCompany } from "@/db/company";
import type { CallPurpose } from "@/db/schema";
import { isOverBudget } from "./budget";
import { findModelAccess, type ModelAccess, openModelKey } from "./model-access";
import { type ModelFailure, readFailure } from "./model-failure";
import type { UsedTokens } from "./model-prices";
import { fetchModel } from "./model-wire";
import { recordCall } from "./record-call";
import { wireSchema } from "./wire-schema";

globalThis.AI_SDK_LOG_WARNINGS = false;

export interface Question<T> {
  purpose: Exclude<CallPurpose, "embedding">;
  /** Ours, the same for every message: it is hashed and told apart by its hash. */
  system: string;
  /** Theirs, in data blocks (see writeDataBlock). */
  data: string;
  schema: z.ZodType<T>;
  conversationId?: number;
  maxOutputTokens?: number;
  withinMs?: number;
}

export type ModelAnswer<T> =
  | { outcome: "answered"; value: T; model: string; promptHash: string }
  | { outcome: "off"; because: "noKey" }
  | ModelFailure;

const NAMES = {
  filing: "filing",
  answer: "answer",
  rehearsal: "answer",
  summary: "summary",
  reminder: "reminder",
  test: "test",
} as const;

// Cost is bounded per call: about 30,000 tokens in. Whoever asks shortens what they quote long before this.
const MOST_CHARACTERS = 120_000;
const WITHIN_MS = 30_000;

/**
 * Asks the company's model once and answers what came of it, in the shape asked for. Every call is in the ledger, without its
 * words. Nothing leaves without a key or over the month's budget. `retryable`: the step that asked may try again later.
 */
export async function askModel<T>(companyId: number, question: Question<T>): Promise<ModelAnswer<T>> {
  const access = await findModelAccess(companyId);
  if (!access) return { outcome: "off", because: "noKey" };

  const promptHash = hashOf(question.system);
  const startedAt = performance.now();
  const { used, ...answer } = await ask(companyId, access, question);
  await recordCall(companyId, access, {
    ...used,
    purpose: question.purpose,
    conversationId: question.conversationId,
    model: access.model,
    prices: access.prices,
    promptHash,
    durationMs: Math.round(performance.now() - startedAt),
    outcome: answer.outcome,
    detail: "detail" in answer ? answer.detail : undefined,
  });
  return answer.outcome === "answered" ? { ...answer, model: access.model, promptHash } : answer;
}

type Heard<T> = ({ outcome: "answered"; value: T } | ModelFailure) & { used: UsedTokens };

const NOTHING_USED = { inputTokens: 0, outputTokens: 0 };

async function ask<T>(companyId: number, access: ModelAccess, question: Question<T>): Promise<Heard<T>> {
  if (question.system.length + question.data.length > MOST_CHARACTERS)
    return { outcome: "failed", detail: "too-long", retryable: false, used: NOTHING_USED };
  if (await withCompany(companyId, (db) => isOverBudget(db, access.monthlyBudget)))
    return { outcome: "overBudget", detail: "", retryable: false, used: NOTHING_USED };
  try {
    return await generate(openModelKey(companyId, access.sealedKey), access, question);
  } catch (error) {
    return { ...readFailure(error), used: usedInVain(error, question) };
  }
}

async function generate<T>(key: string, access: ModelAccess, question: Question<T>): Promise<Heard<T>> {
  const signal = AbortSignal.timeout(question.withinMs ?? WITHIN_MS);
  const wire = listen(signal);
  const openai = createOpenAI({ baseURL: access.baseUrl, apiKey: key, fetch: wire.fetch });
  try {
    const result = await generateText({
      model: openai.chat(access.model),
      system: question.system,
      prompt: question.data,
      output: Output.object({ schema: wireSchema(question.schema), name: NAMES[question.purpose] }),
      maxOutputTokens: question.maxOutputTokens ?? 2000,
      temperature: 0,
      maxRetries: 0,
      abortSignal: signal,
    });
    const used = usedOf(result.usage, question);
    if (result.finishReason === "content-filter") return { ...REFUSED, used };
    if (result.finishReason === "length") return { ...UNFINISHED, used };
    return { outcome: "answered", value: result.output, used };
  } catch (error) {
    if (wire.heardRefusal()) return { ...REFUSED, used: usedInVain(error, question) };
    throw error;
  }
}

const REFUSED = { outcome: "refused", detail: "model", retryable: false } as const;
const UNFINISHED = { outcome: "wrongShape", detail: "unfinished", retryable: false } as const;

/** The SDK hands a refusal over as if it were the text of the answer, so it is read off the wire. */
function listen(signal: AbortSignal) {
  let refusal = false;
  return {
    heardRefusal: () => refusal,
    fetch: async (url: RequestInfo | URL, init: RequestInit = {}) => {
      const response = await fetchModel(String(url), init, signal);
      refusal = /"refusal"\s*:\s*"|"finish_reason"\s*:\s*"content_filter"/.test(
        await response.clone().text(),
      );
      return response;
    },
  };
}

type Reported = { inputTokens?: number; outputTokens?: number };

const TOKEN_CHARACTERS = 4;

/** A server that does not count its tokens is counted for. */
function usedOf(reported: Reported, { system, data }: Question<unknown>): UsedTokens {
  const guessed = Math.ceil((system.length + data.length) / TOKEN_CHARACTERS);
  return { inputTokens: reported.inputTokens ?? guessed, outputTokens: reported.outputTokens ?? 0 };
}

function usedInVain(error: unknown, question: Question<unknown>): UsedTokens {
  if (NoObjectGeneratedError.isInstance(error)) return usedOf(error.usage ?? {}, question);
  const { outcome } = readFailure(error);
  return outcome === "timedOut" || outcome === "wrongShape" ? usedOf({}, question) : NOTHING_USED;
}

/** Tells one prompt from another. */
const hashOf = (system: string) => createHash("sha256").update(system).digest("hex").slice(0, 16);
