"use client";
import { useTranslations } from "use-intl";
import { TextField } from "./text-field";

type PriceName = "inputPrice" | "outputPrice" | "monthlyBudget";

interface ModelPricesProps {
  known: { input: string; output: string };
  field: (name: PriceName) => { value: string; onText: (text: string) => void; error?: string };
}

/** What a model costs, and how much of it a month may cost. */
export function ModelPrices({ known, field }: ModelPricesProps) {
  const t = useTranslations("model.provider");
  const hint = (price: string) => (price ? t("priceKnown", { price }) : t("priceUnknown"));
  return (
    <div className="grid items-start gap-3 sm:grid-cols-3">
      <TextField
        label={t("inputPrice")}
        hint={hint(known.input)}
        inputMode="decimal"
        {...field("inputPrice")}
      />
      <TextField
        label={t("outputPrice")}
        hint={hint(known.output)}
        inputMode="decimal"
        {...field("outputPrice")}
      />
      <TextField label={t("budget")} hint={t("budgetHint")} inputMode="decimal" {...field("monthlyBudget")} />
    </div>
  );
}
