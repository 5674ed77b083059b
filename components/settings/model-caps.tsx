"use client";
import { useTranslations } from "use-intl";
import type { AutoReplyCaps } from "@/db/schema";
import { TextField } from "./text-field";

type CapName = keyof AutoReplyCaps;

interface ModelCapsProps {
  caps: Record<CapName, string>;
  usual: AutoReplyCaps;
  refusedAt: (field: string) => string | undefined;
  onChange: (caps: Record<CapName, string>) => void;
}

const NAMES: CapName[] = [
  "conversationPerDay",
  "customerPerDay",
  "domainPerHour",
  "mailboxPerHour",
  "companyPerHour",
];

/** How many automatic answers may leave in a period; an empty one keeps the usual number. */
export function ModelCaps({ caps, usual, refusedAt, onChange }: ModelCapsProps) {
  const t = useTranslations("model.provider");
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{t("caps")}</legend>
      <p className="text-meta text-subtle-foreground">{t("capsHint")}</p>
      <div className="grid items-end gap-3 sm:grid-cols-3">
        {NAMES.map((name) => (
          <TextField
            key={name}
            label={t(`capNames.${name}`)}
            error={refusedAt(`caps.${name}`)}
            inputMode="numeric"
            placeholder={String(usual[name])}
            value={caps[name]}
            onText={(text) => onChange({ ...caps, [name]: text })}
          />
        ))}
      </div>
    </fieldset>
  );
}
