import { withCompany } from "@/db/company";
import { listModelCalls, readMonthlyUse } from "@/db/queries/model-calls";
import { findModelSettings, findStop } from "@/db/queries/model-settings";
import type { ModelSettings } from "@/db/schema";
import type { Format } from "@/lib/i18n/format";
import { isSimulated, OPENAI_URL } from "@/lib/model/model-access";
import { knownPrices } from "@/lib/model/model-prices";
import type { USUAL_CAPS } from "@/lib/triage/reply-circumstances";

const MILLION = 1_000_000;
const CALLS_SHOWN = 50;

/** All that the page shows, in one transaction. */
export const readModelPage = (companyId: number) =>
  withCompany(companyId, async (db) => {
    const [settings, stop, use, calls] = await Promise.all([
      findModelSettings(db),
      findStop(db),
      readMonthlyUse(db),
      listModelCalls(db, CALLS_SHOWN),
    ]);
    return { settings, stop, use, calls };
  });

export type ModelPage = Awaited<ReturnType<typeof readModelPage>>;

const typed = (millionths: number | null | undefined) =>
  millionths == null ? "" : String(millionths / MILLION);

export function connectionDraft(settings: ModelSettings | undefined) {
  return {
    baseUrl: settings?.baseUrl ?? "",
    key: "",
    model: settings?.model || "gpt-4o-mini",
    embeddingModel: settings?.embeddingModel ?? "",
    inputPrice: typed(settings?.inputPricePerMillion),
    outputPrice: typed(settings?.outputPricePerMillion),
    monthlyBudget: typed(settings?.monthlyBudget),
  };
}

export function knownInWords(settings: ModelSettings | undefined, format: Format) {
  const { input, output } = knownPrices(settings?.model || "gpt-4o-mini");
  const words = (price: number | null) => (price === null ? "" : format.amount(price));
  return { input: words(input), output: words(output) };
}

export function rulesDraft(settings: ModelSettings | undefined) {
  const cap = (name: keyof typeof USUAL_CAPS) => String(settings?.caps[name] ?? "");
  return {
    prompt: settings?.prompt ?? "",
    links: (settings?.links ?? []).join("\n"),
    filingThreshold: String(settings?.filingThreshold ?? 75),
    openingHours: settings?.openingHours ?? null,
    caps: {
      conversationPerDay: cap("conversationPerDay"),
      customerPerDay: cap("customerPerDay"),
      domainPerHour: cap("domainPerHour"),
      mailboxPerHour: cap("mailboxPerHour"),
      companyPerHour: cap("companyPerHour"),
    },
  };
}

export const isSimulatedModel = (settings: ModelSettings | undefined): boolean =>
  settings?.sealedKey != null && isSimulated(settings.baseUrl ?? OPENAI_URL);
