"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";
import { CodeBlock } from "./code-block";
import { type ShownSecrets, type ShowSecrets, WebhookSecret } from "./webhook-secret";

interface WebhookKeysProps {
  integrationId: number;
  isAdmin: boolean;
  examples: Record<ExampleName, string>;
  /** What stands in the examples where the secret goes. */
  place: string;
  /** Until when two secrets count; empty when one does. */
  overlapUntil: string;
  reveal: ShowSecrets;
  rotate: ShowSecrets;
}

const EXAMPLES = ["curl", "node", "json", "answer"] as const;
type ExampleName = (typeof EXAMPLES)[number];

/** The secret, hidden until it is asked for, and the examples, which hold it from then on. */
export function WebhookKeys({ integrationId, isAdmin, examples, place, ...secret }: WebhookKeysProps) {
  const t = useTranslations("settings.webhook");
  const [shown, setShown] = useState<ShownSecrets>();
  const [name, setName] = useState<ExampleName>("curl");
  const options = EXAMPLES.filter((known) => examples[known] !== "").map((value) => ({
    value,
    label: value === "answer" ? t("form.answer") : t(`form.${value}`),
  }));
  const code = shown ? examples[name].replaceAll(place, shown.secret) : examples[name];
  return (
    <>
      {isAdmin && (
        <WebhookSecret integrationId={integrationId} shown={shown} onShown={setShown} {...secret} />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Segmented label={t("form.example")} options={options} value={name} onChange={setName} />
        {isAdmin && !shown && (name === "curl" || name === "node") && (
          <p className="text-meta text-subtle-foreground">{t("form.withoutSecret")}</p>
        )}
      </div>
      <CodeBlock label={options.find(({ value }) => value === name)?.label ?? ""} code={code} />
      {name === "answer" && (
        <p className="text-muted-foreground">
          {t("answer.hint")} {t("answer.ping")}
        </p>
      )}
    </>
  );
}
