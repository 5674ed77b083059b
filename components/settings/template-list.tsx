"use client";
import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "./notice";
import { Section } from "./settings-page";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

interface Template {
  name: string;
  language: string;
  body: string;
}

interface TemplateListProps {
  integrationId: number;
  templates: Template[];
  save: (input: {
    integrationId: number;
    templates: Template[];
  }) => Promise<{ ok: true; value: number } | { ok: false; message: string; field?: string }>;
}

const EMPTY: Template = { name: "", language: "fr", body: "" };

/** The templates of a WhatsApp number, as WhatsApp approved them; all are saved together. */
export function TemplateList({ integrationId, templates, save }: TemplateListProps) {
  const t = useTranslations("settings.templates");
  // A template has no id: its place in the list is the form's, made once.
  const [drafts, setDrafts] = useState(() => templates.map((template) => ({ ...template, key: nextKey() })));
  const saving = useAction(save, (count, toast) => toast({ sentence: t("saved", { count }) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run({ integrationId, templates: drafts.map(({ key: _, ...template }) => template) });
  };
  const change = (key: number, changed: Partial<Template>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...changed } : draft)));
  return (
    <Section title={t("title")} hint={t("hint")}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        {drafts.length === 0 && <p className="text-muted-foreground">{t("empty")}</p>}
        {drafts.map(({ key, ...template }) => (
          <TemplateFields
            key={key}
            template={template}
            change={(changed) => change(key, changed)}
            remove={() => setDrafts(drafts.filter((draft) => draft.key !== key))}
          />
        ))}
        {saving.refusal && <Notice tone="failed" title={saving.refusal.message} live />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={saving.busy}>
            {t("save")}
          </Button>
          <Button onClick={() => setDrafts([...drafts, { ...EMPTY, key: nextKey() }])}>
            <Plus aria-hidden />
            {t("add")}
          </Button>
        </div>
      </form>
    </Section>
  );
}

let keys = 0;
const nextKey = () => ++keys;

interface TemplateFieldsProps {
  template: Template;
  change: (changed: Partial<Template>) => void;
  remove: () => void;
}

function TemplateFields({ template, change, remove }: TemplateFieldsProps) {
  const t = useTranslations("settings.templates");
  return (
    <fieldset className="grid gap-2 border-b border-border pb-4">
      <div className="grid items-end gap-3 grid-cols-[1fr_5rem_auto]">
        <TextField
          label={t("name")}
          placeholder="order_shipped"
          value={template.name}
          onText={(name) => change({ name })}
        />
        <TextField
          label={t("language")}
          placeholder="fr"
          value={template.language}
          onText={(language) => change({ language })}
        />
        <Button look="ghost" aria-label={t("remove", { name: template.name })} onClick={remove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      <Field label={t("body")} hint={t("bodyHint", { places: "{{1}}, {{2}}" })}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={3}
            value={template.body}
            onChange={(event) => change({ body: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}
