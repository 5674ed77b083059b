"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { ModelPrices } from "./model-prices";
import { Notice } from "./notice";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

export interface ConnectionDraft {
  baseUrl: string;
  key: string;
  model: string;
  embeddingModel: string;
  inputPrice: string;
  outputPrice: string;
  monthlyBudget: string;
}

type Amount = "inputPrice" | "outputPrice" | "monthlyBudget";
type Connection = Omit<ConnectionDraft, Amount> & Record<Amount, number | null>;
type Answer = { ok: true; value: null } | { ok: false; message: string; field?: string };

interface ModelConnectionProps {
  draft: ConnectionDraft;
  /** The last characters of the stored key. */
  keyEnding: string | null;
  /** What is known of the model's prices, in words. */
  known: { input: string; output: string };
  connect: (connection: Connection) => Promise<Answer>;
}

/** Which model is asked, where and with which key; the key goes in and never comes out. */
export function ModelConnection({ draft: first, keyEnding, known, connect }: ModelConnectionProps) {
  const t = useTranslations("model.provider");
  const [draft, setDraft] = useState(first);
  const [isOther, setOther] = useState(first.baseUrl !== "");
  const change = (changed: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const saving = useAction(connect, (_, toast) => {
    change({ key: "" });
    toast({ sentence: t("saved") });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run({ ...amountsOf(draft), baseUrl: isOther ? draft.baseUrl : "" });
  };
  const field = (name: keyof ConnectionDraft) => ({
    value: draft[name],
    onText: (text: string) => change({ [name]: text }),
    error: saving.refusedAt(name),
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div>
        <Segmented
          label={t("provider")}
          value={isOther ? "other" : "openai"}
          onChange={(value) => setOther(value === "other")}
          options={[
            { value: "openai", label: t("openai") },
            { value: "other", label: t("compatible") },
          ]}
        />
      </div>
      {isOther && <TextField label={t("baseUrl")} hint={t("baseUrlHint")} type="url" {...field("baseUrl")} />}
      <TextField
        label={t("key")}
        hint={keyEnding ? t("keyKept", { ending: keyEnding }) : t("keyHint")}
        type="password"
        autoComplete="new-password"
        {...field("key")}
      />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField label={t("model")} hint={t("modelHint")} {...field("model")} />
        <TextField label={t("embeddingModel")} hint={t("embeddingHint")} {...field("embeddingModel")} />
      </div>
      <ModelPrices known={known} field={field} />
      {saving.refusal && !saving.refusal.field && (
        <Notice tone="failed" title={saving.refusal.message} live />
      )}
      <div>
        <Button type="submit" look="primary" busy={saving.busy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

function amountsOf(draft: ConnectionDraft): Connection {
  const { inputPrice, outputPrice, monthlyBudget } = draft;
  return {
    ...draft,
    inputPrice: amountOf(inputPrice),
    outputPrice: amountOf(outputPrice),
    monthlyBudget: amountOf(monthlyBudget),
  };
}

/** A comma or a point; what is no amount is refused on the server. */
function amountOf(typed: string): number | null {
  const text = typed.replace(/\s/g, "").replace(",", ".");
  return text === "" ? null : Number(text);
}
