"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

interface FolderDescriptionProps {
  description: string;
  onChange: (changed: { description: string }) => void;
}

/** What belongs into a folder, in plain words: read by the model where no rule matches. */
export function FolderDescription({ description, onChange }: FolderDescriptionProps) {
  const t = useTranslations("settings.folder");
  return (
    <Field label={t("description")} hint={t("descriptionHint")}>
      {(wiring) => (
        <Textarea
          {...wiring}
          rows={3}
          maxLength={1000}
          placeholder={t("descriptionExample")}
          value={description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      )}
    </Field>
  );
}
