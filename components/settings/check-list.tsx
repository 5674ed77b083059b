"use client";
import { Check, Minus } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { CHANNEL_FAILURES, MAILBOX_FAILURES, SKIPPED_BECAUSE } from "./check-codes";
import type { DoctorCheck } from "./doctor-check";
import { Notice } from "./notice";

/** What failed first, in a box with its remedy; then what passed, one line each. */
export function CheckList({ checks }: { checks: DoctorCheck[] }) {
  const isWrong = ({ outcome }: DoctorCheck) => outcome === "failed" || outcome === "warning";
  return (
    <div className="grid gap-2" role="status">
      {checks.filter(isWrong).map((check) => (
        <CheckNotice key={check.step} check={check} />
      ))}
      <ul>
        {checks
          .filter((check) => !isWrong(check))
          .map((check) => (
            <CheckLine key={check.step} check={check} />
          ))}
      </ul>
    </div>
  );
}

export function CheckNotice({ check }: { check: DoctorCheck }) {
  const found = useFound(check);
  const { title, remedy } = useExplanation(check);
  return (
    <Notice tone={check.outcome === "warning" ? "warning" : "failed"} title={title}>
      <p>{remedy}</p>
      {found && <p className="mt-1 font-mono text-meta wrap-anywhere">{found}</p>}
    </Notice>
  );
}

/** What is wrong and how to mend it, each in a sentence. */
function useExplanation({ code, step }: DoctorCheck): { title: string; remedy: string } {
  const t = useTranslations("settings");
  const ofChannel = CHANNEL_FAILURES.find((known) => known === code);
  if (ofChannel)
    return {
      title: t(`channelFailure.${ofChannel}.title`),
      remedy: t(`channelFailure.${ofChannel}.remedy`),
    };
  const ofMailbox = MAILBOX_FAILURES.find((known) => known === code) ?? "unknown";
  const reason = t(`mailboxFailure.${ofMailbox}.short`);
  return {
    title: t(`doctor.failed.${step === "sending" ? "sending" : "receiving"}`, { reason }),
    remedy: t(`mailboxFailure.${ofMailbox}.remedy`),
  };
}

function useFound({ step, detail, euros, validUntil, at }: DoctorCheck): string {
  const t = useTranslations("settings.doctor");
  const format = useFormat();
  const until = step === "consent" ? "accessUntil" : "certificate";
  return [
    detail,
    euros !== undefined && format.euros(euros),
    validUntil && t(until, { day: format.day(new Date(validUntil)) }),
    at && t("last", { time: format.listTime(new Date(at)) }),
  ]
    .filter(Boolean)
    .join(", ");
}

export function CheckLine({ check }: { check: DoctorCheck }) {
  const t = useTranslations("settings.doctor");
  const format = useFormat();
  const found = useFound(check);
  const passed = check.outcome === "passed";
  const step = t(`steps.${check.step}`);
  const because = SKIPPED_BECAUSE.find((known) => known === check.code);
  return (
    <li className="grid grid-cols-[1rem_1fr_auto] items-baseline gap-2.5 border-b border-border py-2">
      <span className="self-center">
        {passed ? (
          <Check className="text-success" aria-hidden />
        ) : (
          <Minus className="text-subtle-foreground" aria-hidden />
        )}
      </span>
      <span className="min-w-0 wrap-anywhere">
        {passed ? (
          <>
            <span className="font-medium">{step}</span> <span className="text-muted-foreground">{found}</span>
          </>
        ) : (
          <span className="text-muted-foreground">
            {because ? t(`because.${because}`, { step }) : t("skipped", { step })}
          </span>
        )}
      </span>
      {check.milliseconds !== undefined && (
        <span className="text-meta text-subtle-foreground">{format.duration(check.milliseconds)}</span>
      )}
    </li>
  );
}
