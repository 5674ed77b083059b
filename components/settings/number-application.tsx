"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { NumberPartProps } from "./number-draft";
import { Section } from "./settings-page";
import { TextField } from "./text-field";

/** What the Messages API signs with; the SMS API needs none of it. */
export function NumberApplication({ draft, change, refusedAt, source, isNew }: NumberPartProps) {
  const t = useTranslations("settings.number");
  if (source === "sms" && draft.api === "sms") return null;
  return (
    <Section title={t("application")} hint={t("applicationHint")}>
      <TextField
        label={t("applicationId")}
        error={refusedAt("applicationId")}
        className="sm:max-w-100"
        placeholder="00000000-0000-0000-0000-000000000000"
        value={draft.applicationId}
        onText={(applicationId) => change({ applicationId })}
      />
      <Field
        label={t("privateKey")}
        hint={isNew ? t("privateKeyHint") : t("kept")}
        error={refusedAt("privateKey")}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={5}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-meta!"
            placeholder="-----BEGIN PRIVATE KEY-----"
            value={draft.privateKey}
            onChange={(event) => change({ privateKey: event.target.value })}
          />
        )}
      </Field>
    </Section>
  );
}
