"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { type NumberPartProps, SIGNATURE_METHODS } from "./number-draft";
import { Section } from "./settings-page";
import { TextField } from "./text-field";

/** The account's keys, and for an SMS number which of Vonage's two ways it is set to. */
export function NumberAccount({ draft, change, refusedAt, source, isNew }: NumberPartProps) {
  const t = useTranslations("settings.number");
  const kept = isNew ? undefined : t("kept");
  const secret = { type: "password", autoComplete: "new-password" };
  const apis = (["messages", "sms"] as const).map((value) => ({ value, label: t(`apis.${value}`) }));
  const methods = SIGNATURE_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }));
  return (
    <Section title={t("account")} hint={t("accountHint")}>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField
          label={t("apiKey")}
          error={refusedAt("apiKey")}
          value={draft.apiKey}
          onText={(apiKey) => change({ apiKey })}
        />
        <TextField
          {...secret}
          label={t("apiSecret")}
          hint={kept}
          error={refusedAt("apiSecret")}
          value={draft.apiSecret}
          onText={(apiSecret) => change({ apiSecret })}
        />
        <TextField
          {...secret}
          label={t("signatureSecret")}
          hint={kept ?? t("signatureSecretHint")}
          error={refusedAt("signatureSecret")}
          value={draft.signatureSecret}
          onText={(signatureSecret) => change({ signatureSecret })}
        />
        {source === "sms" && draft.api === "sms" && (
          <Field label={t("signatureMethod")}>
            {({ id }) => (
              <Select
                id={id}
                label={t("signatureMethod")}
                options={methods}
                value={draft.signatureMethod}
                onChange={(signatureMethod) => change({ signatureMethod })}
              />
            )}
          </Field>
        )}
      </div>
      {source === "sms" && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <span className="font-medium">{t("api")}</span>
          <Segmented label={t("api")} options={apis} value={draft.api} onChange={(api) => change({ api })} />
        </div>
      )}
    </Section>
  );
}
