"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { countPlaces, fillTemplate } from "@/lib/conversations/view/fill-template";

export interface Template {
  name: string;
  language: string;
  body: string;
}

export interface ChosenTemplate {
  template: Template;
  parameters: string[];
}

interface TemplateFieldsProps {
  templates: readonly Template[];
  chosen: ChosenTemplate;
  onChange: (chosen: ChosenTemplate) => void;
}

const keyOf = ({ name, language }: Template) => `${name} ${language}`;

/** Nothing filled in yet. */
export const chooseTemplate = (template: Template): ChosenTemplate => ({
  template,
  parameters: Array.from({ length: countPlaces(template) }, () => ""),
});

/** Which template, what stands in its places, and the text as it will be read. */
export function TemplateFields({ templates, chosen, onChange }: TemplateFieldsProps) {
  const t = useTranslations("inbox.composer.whatsapp");
  const { template, parameters } = chosen;
  const pick = (key: string) => {
    const next = templates.find((one) => keyOf(one) === key);
    if (next) onChange(chooseTemplate(next));
  };
  const fill = (at: number, value: string) => onChange({ template, parameters: parameters.with(at, value) });
  return (
    <>
      <Select
        label={t("choose")}
        value={keyOf(template)}
        onChange={pick}
        options={templates.map((one) => ({ value: keyOf(one), label: `${one.name} · ${one.language}` }))}
      />
      {parameters.length > 0 && (
        <div className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
          {parameters.map((value, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
            <Field key={at} label={t("place", { number: at + 1 })}>
              {(wiring) => (
                <Input {...wiring} value={value} onChange={(event) => fill(at, event.target.value)} />
              )}
            </Field>
          ))}
        </div>
      )}
      <p className="max-h-40 overflow-y-auto rounded-card bg-muted px-3 py-2 text-letter whitespace-pre-wrap wrap-anywhere">
        {fillTemplate(template, parameters)}
      </p>
    </>
  );
}
