"use client";
import { Circle, LoaderCircle } from "lucide-react";
import { useTranslations } from "use-intl";
import { CheckLine, CheckNotice } from "./check-list";
import type { DoctorProgress } from "./doctor-check";

const MAILBOX_STEPS = ["name", "port", "tls", "login", "folder", "sending"] as const;
export type MailboxStep = (typeof MAILBOX_STEPS)[number];

/** What is known so far of a mailbox's examination; a step of which nothing is known waits. */
export type MailboxSteps = Partial<Record<MailboxStep, DoctorProgress>>;

/** The steps in their order, while it runs and after it: each waits, runs, or says what it came to. */
export function CheckSteps({ steps }: { steps: MailboxSteps }) {
  return (
    <ol aria-live="polite" className="border-t border-border">
      {MAILBOX_STEPS.map((step) => (
        <Step key={step} step={step} progress={steps[step]} />
      ))}
    </ol>
  );
}

function Step({ step, progress }: { step: MailboxStep; progress: DoctorProgress | undefined }) {
  const t = useTranslations("settings.doctor.steps");
  if (!progress) return <Pending step={step} />;
  if (progress.outcome === "running") return <Pending step={step} running />;
  if (progress.outcome === "passed" || progress.outcome === "skipped") return <CheckLine check={progress} />;
  return (
    <li className="border-b border-border py-2" aria-label={t(step)}>
      <CheckNotice check={progress} />
    </li>
  );
}

function Pending({ step, running = false }: { step: MailboxStep; running?: boolean }) {
  const t = useTranslations("settings.doctor");
  return (
    <li
      aria-current={running ? "step" : undefined}
      className="grid grid-cols-[1rem_1fr_auto] items-center gap-2.5 border-b border-border py-2"
    >
      {running ? (
        <LoaderCircle className="animate-spin text-primary motion-reduce:animate-none" aria-hidden />
      ) : (
        <Circle className="text-subtle-foreground" aria-hidden />
      )}
      <span className={running ? "font-medium" : "text-subtle-foreground"}>{t(`doing.${step}`)}</span>
      <span className="text-meta text-subtle-foreground">{t(running ? "runs" : "waits")}</span>
    </li>
  );
}
