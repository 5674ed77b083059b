"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { CheckSteps } from "./check-steps";
import { type MailboxDraft, OTHER_PRESET, type Preset, withAddress, withPreset } from "./mailbox-draft";
import { Notice } from "./notice";
import { ServerFields } from "./server-fields";
import { StartPoint } from "./start-point";
import { useAction } from "./use-action";
import { useMailboxTest } from "./use-mailbox-test";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string; field?: string };

interface MailboxFormProps {
  draft: MailboxDraft;
  presets: Preset[];
  /** Of a known mailbox, which only chooses how it is reached; a new one also its address and where it starts. */
  integrationId?: number;
  save: (draft: MailboxDraft) => Promise<Answer<number>>;
}

export function MailboxForm({ draft: first, presets, integrationId, save }: MailboxFormProps) {
  const t = useTranslations("settings.connect");
  const router = useRouter();
  const [draft, setDraft] = useState(first);
  const isNew = integrationId === undefined;
  const testing = useMailboxTest(integrationId);
  const saving = useAction(save, (id, toast) => {
    toast({ sentence: isNew ? t("connected", { address: draft.address }) : t("saved") });
    router.push(`/inbox/settings/integrations/${id}`);
  });
  const refusedAt = (field: string) => saving.refusedAt(field) ?? testing.refusedAt(field);
  const refusal = saving.refusal ?? testing.refusal;
  const change = (changed: Partial<MailboxDraft>) => {
    testing.forget();
    setDraft({ ...draft, ...changed });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run(draft);
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {isNew && <AddressFields draft={draft} presets={presets} change={change} refusedAt={refusedAt} />}
      <AccountFields draft={draft} presets={presets} change={change} refusedAt={refusedAt} isNew={isNew} />
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-letter font-semibold">{t("servers")}</legend>
        <ServerFields kind="imap" servers={draft} change={change} refusedAt={refusedAt} />
        <ServerFields kind="smtp" servers={draft} change={change} refusedAt={refusedAt} />
        <Checkbox checked={draft.savesSent} onChange={(savesSent) => setDraft({ ...draft, savesSent })}>
          {t("savesSent")}
        </Checkbox>
      </fieldset>
      {isNew && (
        <StartPoint days={draft.sinceDays} change={(sinceDays) => setDraft({ ...draft, sinceDays })} />
      )}
      {testing.steps && <CheckSteps steps={testing.steps} />}
      {refusal && !refusal.field && <Notice tone="failed" title={refusal.message} live />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" busy={saving.busy}>
          {isNew ? t("submit") : t("replace")}
        </Button>
        <Button busy={testing.busy} onClick={() => testing.run(draft)}>
          {testing.busy ? t("testing") : t("test")}
        </Button>
        {!testing.steps && <p className="text-meta text-subtle-foreground">{t("untested")}</p>}
      </div>
    </form>
  );
}

interface PartProps {
  draft: MailboxDraft;
  presets: Preset[];
  change: (changed: Partial<MailboxDraft>) => void;
  refusedAt: (field: string) => string | undefined;
}

function AddressFields({ draft, presets, change, refusedAt }: PartProps) {
  const t = useTranslations("settings.connect");
  const options = [
    ...presets.map(({ id, name }) => ({ value: id, label: name })),
    { value: OTHER_PRESET, label: t("otherPreset") },
  ];
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[1fr_14rem]">
      <Field label={t("address")} hint={t("addressHint")} error={refusedAt("address")}>
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            autoCapitalize="none"
            autoComplete="off"
            value={draft.address}
            onChange={(event) => change(withAddress(draft, event.target.value, presets))}
          />
        )}
      </Field>
      <Field label={t("preset")}>
        {(wiring) => (
          <Select
            id={wiring.id}
            label={t("preset")}
            options={options}
            value={draft.presetId}
            onChange={(id) => change(withPreset(draft, id, presets))}
          />
        )}
      </Field>
    </div>
  );
}

function AccountFields({ draft, presets, change, refusedAt, isNew }: PartProps & { isNew: boolean }) {
  const t = useTranslations("settings.connect");
  const preset = presets.find(({ id }) => id === draft.presetId);
  const appPassword = preset?.appPasswordUrl && (
    <>
      {t("appPassword")}{" "}
      <a
        href={preset.appPasswordUrl}
        target="_blank"
        rel="noreferrer"
        className="text-primary-text underline"
      >
        {t("appPasswordLink")}
      </a>{" "}
    </>
  );
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <Field label={t("username")} error={refusedAt("username")}>
        {(wiring) => (
          <Input
            {...wiring}
            autoCapitalize="none"
            autoComplete="off"
            value={draft.username}
            onChange={(event) => change({ username: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("password")}
        hint={
          <>
            {appPassword}
            {isNew ? t("passwordHint") : t("passwordKept")}
          </>
        }
        error={refusedAt("password")}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type="password"
            autoComplete="off"
            value={draft.password}
            onChange={(event) => change({ password: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
