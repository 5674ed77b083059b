import { withCompany } from "@/db/company";
import { findModelSettings } from "@/db/queries/model-settings";
import type { ModelSettings } from "@/db/schema";
import { env } from "@/lib/env";
import { openSecret, sealSecret } from "@/lib/secrets/seal";
import { knownPrices, type ModelPrices } from "./model-prices";

export const OPENAI_URL = "https://api.openai.com/v1";

/** Where a company's model is and how it is asked. */
export interface ModelAccess {
  baseUrl: string;
  host: string;
  simulated: boolean;
  model: string;
  embeddingModel: string | null;
  sealedKey: string;
  prices: ModelPrices;
  monthlyBudget: number | null;
}

const boundTo = (companyId: number) => `${companyId}|model_settings|${companyId}|sealed_key`;

/** Opens in this company's row only. */
export const sealModelKey = (companyId: number, key: string): string => sealSecret(key, boundTo(companyId));

export const openModelKey = (companyId: number, sealedKey: string): string =>
  openSecret(sealedKey, boundTo(companyId));

/** Undefined while the company has no key or has named no model. */
export async function findModelAccess(companyId: number): Promise<ModelAccess | undefined> {
  const settings = await withCompany(companyId, findModelSettings);
  return settings && accessOf(settings);
}

export function accessOf(settings: ModelSettings): ModelAccess | undefined {
  const { sealedKey, model, embeddingModel, monthlyBudget } = settings;
  if (!sealedKey || !model) return undefined;
  const baseUrl = settings.baseUrl ?? OPENAI_URL;
  const { host } = new URL(baseUrl);
  const simulated = isSimulated(baseUrl);
  return {
    baseUrl,
    host,
    simulated,
    model,
    embeddingModel,
    sealedKey,
    prices: pricesOf(settings),
    monthlyBudget,
  };
}

/** In the demo a stand-in on this machine plays the provider. Elsewhere such an address is a model of one's own. */
export const isSimulated = (baseUrl: string): boolean =>
  env.INBOX_DEMO && /^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(baseUrl).hostname);

/** The company's own prices, else what is known of this model. */
export function pricesOf(
  settings: Pick<ModelSettings, "model" | "inputPricePerMillion" | "outputPricePerMillion">,
): ModelPrices {
  const known = knownPrices(settings.model);
  return {
    input: settings.inputPricePerMillion ?? known.input,
    output: settings.outputPricePerMillion ?? known.output,
  };
}
