"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Notice } from "./notice";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

type Answer = { ok: true; value: number } | { ok: false; message: string; field?: string };

interface WebhookDraft {
  name: string;
  signing: "standard" | "github";
  callbackUrl: string;
}

interface WebhookFormProps {
  known?: { integrationId: number; draft: WebhookDraft };
  connect: (made: WebhookDraft) => Promise<Answer>;
  change: (changed: WebhookDraft & { integrationId: number }) => Promise<Answer>;
}

const EMPTY: WebhookDraft = { name: "", signing: "standard", callbackUrl: "" };

export function WebhookForm({ known, connect, change }: WebhookFormProps) {
  const t = useTranslations("settings");
  const router = useRouter();
  const [draft, setDraft] = useState(known?.draft ?? EMPTY);
  const save = (typed: WebhookDraft) =>
    known ? change({ ...typed, integrationId: known.integrationId }) : connect(typed);
  const saving = useAction(save, (id, toast) => {
    toast({ sentence: t(known ? "channel.saved" : "channel.connected", { name: draft.name }) });
    router.push(`/inbox/settings/integrations/${id}`);
  });
  const signings = (["standard", "github"] as const).map((value) => ({
    value,
    label: t(`webhook.signings.${value}`),
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run(draft);
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <TextField
        label={t("channel.name")}
        hint={t("channel.nameHint")}
        error={saving.refusedAt("name")}
        className="sm:max-w-80"
        value={draft.name}
        onText={(name) => setDraft({ ...draft, name })}
      />
      <div className="grid justify-items-start gap-1.5">
        <span className="font-medium">{t("webhook.signing")}</span>
        <Segmented
          label={t("webhook.signing")}
          options={signings}
          value={draft.signing}
          onChange={(signing) => setDraft({ ...draft, signing })}
        />
      </div>
      <TextField
        label={t("webhook.callback")}
        hint={t("webhook.callbackHint")}
        error={saving.refusedAt("callbackUrl")}
        type="url"
        placeholder="https://"
        value={draft.callbackUrl}
        onText={(callbackUrl) => setDraft({ ...draft, callbackUrl })}
      />
      {saving.refusal && !saving.refusal.field && (
        <Notice tone="failed" title={saving.refusal.message} live />
      )}
      <Button type="submit" look="primary" busy={saving.busy} className="justify-self-start">
        {t(known ? "channel.save" : "channel.submit")}
      </Button>
    </form>
  );
}
