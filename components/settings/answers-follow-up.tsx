"use client";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";
import type { AnswersDraft } from "./answers-form";
import { TextField } from "./text-field";

const KINDS = ["remind", "draft"] as const;

interface AnswersFollowUpProps {
  draft: Pick<AnswersDraft, "followUpDays" | "followUpKind">;
  error?: string;
  onChange: (changed: Partial<AnswersDraft>) => void;
}

/** After how many days without the customer's answer somebody writes again; empty is never. */
export function AnswersFollowUp({ draft, error, onChange }: AnswersFollowUpProps) {
  const t = useTranslations("model.answers.followUp");
  return (
    <div className="grid justify-items-start gap-2">
      <TextField
        className="max-w-60"
        label={t("days")}
        hint={t("hint")}
        error={error}
        inputMode="numeric"
        value={draft.followUpDays}
        onText={(followUpDays) => onChange({ followUpDays })}
      />
      {draft.followUpDays.trim() !== "" && (
        <Segmented
          label={t("kind")}
          options={KINDS.map((value) => ({ value, label: t(value) }))}
          value={draft.followUpKind}
          onChange={(followUpKind) => onChange({ followUpKind })}
        />
      )}
    </div>
  );
}
