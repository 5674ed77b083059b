"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { AutoReply, ReplyHours } from "@/db/schema";
import { AnswersFollowUp } from "./answers-follow-up";
import { AnswersModes } from "./answers-modes";
import { Notice } from "./notice";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

export interface AnswersDraft {
  folderId: number;
  autoReply: AutoReply;
  replyHours: ReplyHours;
  instructions: string;
  sendThreshold: string;
  followUpDays: string;
  followUpKind: "remind" | "draft";
}

type Answers = Omit<AnswersDraft, "sendThreshold" | "followUpDays"> & {
  sendThreshold: number;
  followUpDays: number | null;
};

const HOURS: ReplyHours[] = ["always", "open", "closed"];

interface AnswersFormProps {
  draft: AnswersDraft;
  /** Nothing may leave by itself before a rehearsal of what is set now is accepted. */
  isLocked: boolean;
  hasHours: boolean;
  /** Where it is rehearsed. */
  rehearsal: string;
  save: (
    answers: Answers,
  ) => Promise<{ ok: true; value: null } | { ok: false; message: string; field?: string }>;
}

/** How a folder answers, and when it asks a customer again. */
export function AnswersForm({ draft: first, isLocked, hasHours, rehearsal, save }: AnswersFormProps) {
  const t = useTranslations("model.answers");
  const [draft, setDraft] = useState(first);
  const change = (changed: Partial<AnswersDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const saving = useAction(save, (_, toast) => toast({ sentence: t("saved") }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.run(answersOf(draft));
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <AnswersModes
        mode={draft.autoReply}
        isLocked={isLocked}
        rehearsal={rehearsal}
        onChange={(autoReply) => change({ autoReply })}
      />
      {draft.autoReply !== "off" && (
        <Field
          label={t("instructions")}
          hint={t("instructionsHint")}
          error={saving.refusedAt("instructions")}
        >
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={5}
              maxLength={5000}
              value={draft.instructions}
              onChange={({ target }) => change({ instructions: target.value })}
            />
          )}
        </Field>
      )}
      {draft.autoReply === "automatic" && (
        <>
          <TextField
            className="max-w-60"
            label={t("threshold")}
            hint={t("thresholdHint")}
            error={saving.refusedAt("sendThreshold")}
            inputMode="numeric"
            value={draft.sendThreshold}
            onText={(sendThreshold) => change({ sendThreshold })}
          />
          <div className="grid justify-items-start gap-2">
            <span className="font-medium">{t("hours.label")}</span>
            <Segmented
              label={t("hours.label")}
              options={HOURS.map((value) => ({ value, label: t(`hours.${value}`) }))}
              value={draft.replyHours}
              onChange={(replyHours) => change({ replyHours })}
            />
            {draft.replyHours !== "always" && !hasHours && (
              <p className="text-meta text-warning">{t("hours.missing")}</p>
            )}
          </div>
        </>
      )}
      <AnswersFollowUp draft={draft} error={saving.refusedAt("followUpDays")} onChange={change} />
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

function answersOf({ sendThreshold, followUpDays, ...rest }: AnswersDraft): Answers {
  const days = followUpDays.trim();
  return { ...rest, sendThreshold: Number(sendThreshold), followUpDays: days === "" ? null : Number(days) };
}
