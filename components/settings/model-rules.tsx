"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { AutoReplyCaps, OpeningHours } from "@/db/schema";
import { ModelCaps } from "./model-caps";
import { ModelHours } from "./model-hours";
import { Notice } from "./notice";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

export interface RulesDraft {
  prompt: string;
  links: string;
  filingThreshold: string;
  openingHours: OpeningHours | null;
  caps: Record<keyof AutoReplyCaps, string>;
}

interface Rules {
  prompt: string;
  links: string[];
  filingThreshold: number;
  openingHours: OpeningHours | null;
  caps: Record<keyof AutoReplyCaps, number | null>;
}

interface ModelRulesProps {
  draft: RulesDraft;
  usualCaps: AutoReplyCaps;
  save: (rules: Rules) => Promise<{ ok: true; value: null } | { ok: false; message: string; field?: string }>;
}

/** What holds for every answer, whatever the folder: prompt, links, hours, caps. */
export function ModelRules({ draft: first, usualCaps, save }: ModelRulesProps) {
  const t = useTranslations("model.provider");
  const [draft, setDraft] = useState(first);
  const change = (changed: Partial<RulesDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const saving = useAction(save, (_, toast) => toast({ sentence: t("rulesSaved") }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run(rulesOf(draft));
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Lines
        label={t("prompt")}
        hint={t("promptHint")}
        error={saving.refusedAt("prompt")}
        rows={7}
        value={draft.prompt}
        onText={(prompt) => change({ prompt })}
      />
      <Lines
        label={t("links")}
        hint={t("linksHint")}
        error={saving.refusedAt("links")}
        rows={3}
        value={draft.links}
        onText={(links) => change({ links })}
      />
      <TextField
        className="max-w-60"
        label={t("threshold")}
        hint={t("thresholdHint")}
        error={saving.refusedAt("filingThreshold")}
        inputMode="numeric"
        value={draft.filingThreshold}
        onText={(filingThreshold) => change({ filingThreshold })}
      />
      <ModelHours hours={draft.openingHours} onChange={(openingHours) => change({ openingHours })} />
      <ModelCaps
        caps={draft.caps}
        usual={usualCaps}
        refusedAt={saving.refusedAt}
        onChange={(caps) => change({ caps })}
      />
      {saving.refusal && !saving.refusal.field && (
        <Notice tone="failed" title={saving.refusal.message} live />
      )}
      <div>
        <Button type="submit" busy={saving.busy}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

interface LinesProps {
  label: string;
  hint: string;
  error?: string;
  rows: number;
  value: string;
  onText: (text: string) => void;
}

function Lines({ label, hint, error, onText, ...area }: LinesProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <Textarea {...wiring} {...area} onChange={({ target }) => onText(target.value)} />}
    </Field>
  );
}

const numberOf = (typed: string) => (typed.trim() === "" ? null : Number(typed));

function rulesOf({ prompt, links, filingThreshold, openingHours, caps }: RulesDraft): Rules {
  return {
    prompt,
    links: links.split(/\s+/).filter(Boolean),
    filingThreshold: Number(filingThreshold),
    openingHours,
    caps: {
      conversationPerDay: numberOf(caps.conversationPerDay),
      customerPerDay: numberOf(caps.customerPerDay),
      domainPerHour: numberOf(caps.domainPerHour),
      mailboxPerHour: numberOf(caps.mailboxPerHour),
      companyPerHour: numberOf(caps.companyPerHour),
    },
  };
}
