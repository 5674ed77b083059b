import { createOpenAI } from "@ai-sdk/openai";
import { embedMany } from "ai";
import { withCompany } from "@/db/company";
import type { CallOutcome } from "@/db/schema";
import { isOverBudget } from "./budget";
import { findModelAccess, type ModelAccess, openModelKey } from "./model-access";
import { readFailure } from "./model-failure";
import { knownPrices } from "./model-prices";
import { fetchModel } from "./model-wire";
import { recordCall } from "./record-call";
import { visibleText } from "./visible-text";

const AT_ONCE = 64;
const MOST_CHARACTERS = 8000;
const WITHIN_MS = 30_000;

/**
 * One vector per text, in their order. Undefined when the company has no embedding model, no budget left or the model failed:
 * whoever asks then goes by words alone.
 */
export async function embedTexts(companyId: number, texts: string[]): Promise<number[][] | undefined> {
  const access = await findModelAccess(companyId);
  if (!access?.embeddingModel) return undefined;
  const vectors: number[][] = [];
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    const some = await embedSome(
      companyId,
      { ...access, model: access.embeddingModel },
      texts.slice(at, at + AT_ONCE),
    );
    if (!some) return undefined;
    vectors.push(...some);
  }
  return vectors;
}

async function embedSome(
  companyId: number,
  access: ModelAccess,
  texts: string[],
): Promise<number[][] | undefined> {
  if (await withCompany(companyId, (db) => isOverBudget(db, access.monthlyBudget))) return undefined;
  const startedAt = performance.now();
  const { vectors, ...heard } = await embed(companyId, access, texts);
  await recordCall(companyId, access, {
    purpose: "embedding",
    model: access.model,
    prices: knownPrices(access.model),
    promptHash: "",
    outputTokens: 0,
    durationMs: Math.round(performance.now() - startedAt),
    ...heard,
  });
  return vectors;
}

interface Embedded {
  vectors?: number[][];
  inputTokens: number;
  outcome: CallOutcome;
  detail?: string;
}

async function embed(companyId: number, access: ModelAccess, texts: string[]): Promise<Embedded> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    const openai = createOpenAI({
      baseURL: access.baseUrl,
      apiKey: openModelKey(companyId, access.sealedKey),
      fetch: (url, init = {}) => fetchModel(String(url), init, signal),
    });
    const { embeddings, usage } = await embedMany({
      model: openai.embedding(access.model),
      values: texts.map((text) => visibleText(text, MOST_CHARACTERS)),
      maxRetries: 0,
      abortSignal: signal,
    });
    if (embeddings.length !== texts.length)
      return { inputTokens: usage.tokens, outcome: "wrongShape", detail: "count" };
    return {
      vectors: embeddings,
      inputTokens: Number.isFinite(usage.tokens) ? usage.tokens : 0,
      outcome: "answered",
    };
  } catch (error) {
    const { outcome, detail } = readFailure(error);
    return { inputTokens: 0, outcome, detail };
  }
}
