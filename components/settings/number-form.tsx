"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "./notice";
import { NumberAccount } from "./number-account";
import { NumberApplication } from "./number-application";
import { EMPTY_NUMBER, type NumberDraft, type NumberPartProps } from "./number-draft";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

type Answer = { ok: true; value: number } | { ok: false; message: string; field?: string };

interface NumberFormProps {
  source: "sms" | "whatsapp";
  /** A number that is connected already: it stays, and so does every secret that is left empty. */
  known?: { integrationId: number; draft: NumberDraft };
  connect: (made: NumberDraft & { source: "sms" | "whatsapp" }) => Promise<Answer>;
  change: (changed: Omit<NumberDraft, "number"> & { integrationId: number }) => Promise<Answer>;
}

export function NumberForm({ source, known, connect, change }: NumberFormProps) {
  const t = useTranslations("settings");
  const router = useRouter();
  const [draft, setDraft] = useState(known?.draft ?? EMPTY_NUMBER);
  const save = ({ number, ...access }: NumberDraft) =>
    known
      ? change({ ...access, integrationId: known.integrationId })
      : connect({ ...access, number, source });
  const saving = useAction(save, (id, toast) => {
    toast({ sentence: t(known ? "channel.saved" : "channel.connected", { name: draft.name }) });
    router.push(`/inbox/settings/integrations/${id}`);
  });
  const part: NumberPartProps = {
    draft,
    change: (changed) => setDraft({ ...draft, ...changed }),
    refusedAt: saving.refusedAt,
    source,
    isNew: !known,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run(draft);
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-6">
      <NumberNames {...part} />
      <NumberAccount {...part} />
      <NumberApplication {...part} />
      {saving.refusal && !saving.refusal.field && (
        <Notice tone="failed" title={saving.refusal.message} live />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" look="primary" busy={saving.busy}>
          {t(known ? "channel.save" : "channel.submit")}
        </Button>
        <p className="min-w-0 flex-1 text-meta text-subtle-foreground">{t("number.sealed")}</p>
      </div>
    </form>
  );
}

function NumberNames({ draft, change, refusedAt, isNew }: NumberPartProps) {
  const t = useTranslations("settings");
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      {isNew && (
        <TextField
          label={t("number.number")}
          hint={t("number.numberHint")}
          error={refusedAt("number")}
          type="tel"
          value={draft.number}
          onText={(number) => change({ number })}
        />
      )}
      <TextField
        label={t("channel.name")}
        hint={t("channel.nameHint")}
        error={refusedAt("name")}
        value={draft.name}
        onText={(name) => change({ name })}
      />
    </div>
  );
}
