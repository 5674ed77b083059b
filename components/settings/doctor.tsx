"use client";
import { RotateCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/use-format";
import { CheckList } from "./check-list";
import type { DoctorCheck } from "./doctor-check";
import { Notice } from "./notice";
import { Section } from "./settings-page";
import { useAction } from "./use-action";

/** What an examination found; kept, so that the next one can be compared. */
export interface Examination {
  id: number;
  examinedAt: Date;
  checks: DoctorCheck[];
}

interface DoctorProps {
  integrationId: number;
  /** The last ones, the newest first. */
  examinations: Examination[];
  /** Undefined for who may not. */
  examine?: (input: { integrationId: number }) => Promise<{ ok: true } | { ok: false; message: string }>;
}

const PAST = 5;

/** Tries every step of an integration, shows what the last time found, and how it was before. */
export function Doctor({ integrationId, examinations, examine }: DoctorProps) {
  const t = useTranslations("settings.doctor");
  const format = useFormat();
  const [last, ...before] = examinations;
  const hint = last ? t("examined", { time: format.listTime(last.examinedAt) }) : t("hint");
  return (
    <Section
      title={t("title")}
      hint={hint}
      action={examine && <ExamineButton integrationId={integrationId} examine={examine} again={!!last} />}
    >
      {last && <CheckList checks={last.checks} />}
      {before.length > 0 && <Past examinations={before.slice(0, PAST)} />}
    </Section>
  );
}

type ExamineButtonProps = Required<Pick<DoctorProps, "integrationId" | "examine">> & { again: boolean };

function ExamineButton({ integrationId, examine, again }: ExamineButtonProps) {
  const t = useTranslations("settings.doctor");
  const run = async (input: { integrationId: number }) => {
    const answer = await examine(input);
    return answer.ok ? { ok: true as const, value: null } : answer;
  };
  const examining = useAction(run);
  return (
    <div className="grid justify-items-end gap-2">
      <Button
        look="ghost"
        size="small"
        busy={examining.busy}
        onClick={() => examining.run({ integrationId })}
      >
        <RotateCw aria-hidden />
        {examining.busy ? t("running") : again ? t("again") : t("run")}
      </Button>
      {examining.refusal && <Notice tone="failed" title={examining.refusal.message} live />}
    </div>
  );
}

function Past({ examinations }: { examinations: Examination[] }) {
  const t = useTranslations("settings.doctor");
  const format = useFormat();
  const problemsOf = ({ checks }: Examination) => checks.filter(({ outcome }) => outcome === "failed").length;
  return (
    <details className="text-meta">
      <summary className="w-fit cursor-pointer text-subtle-foreground">{t("examinedBy")}</summary>
      <ul className="mt-1.5 grid gap-1">
        {examinations.map((examination) => {
          const count = problemsOf(examination);
          return (
            <li key={examination.id} className="flex gap-3 text-muted-foreground">
              <time dateTime={examination.examinedAt.toISOString()} className="w-18">
                {format.listTime(examination.examinedAt)}
              </time>
              <span className={count > 0 ? "text-destructive" : ""}>
                {count > 0 ? t("problems", { count }) : t("fine")}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
