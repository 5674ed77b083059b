"use client";
import { useTranslations } from "use-intl";
import { RunState } from "./run-state";

const STATES = ["pending", "retrying", "done", "failed", "abandoned"] as const;

interface RunStepRow {
  id: string;
  name: string;
  state: (typeof STATES)[number];
  attempts: number;
  took: string;
  /** When what it waits for is over; empty when it waits for nothing. */
  until: string;
  error: string;
}

export function RunSteps({ steps }: { steps: RunStepRow[] }) {
  const t = useTranslations("settings.runs");
  const sideOf = ({ attempts, took, until }: RunStepRow) =>
    [attempts > 1 && t("attempts", { count: attempts }), until && t("until", { time: until }), took]
      .filter(Boolean)
      .join(", ");
  return (
    <ol className="border-t border-border">
      {steps.map((step) => (
        <li
          key={step.id}
          className="grid grid-cols-[auto_1fr_auto] items-baseline gap-x-3 border-b border-border py-2 md:grid-cols-[7.5rem_1fr_auto]"
        >
          <span>
            <RunState state={step.state} label={t(`stepStates.${step.state}`)} short />
          </span>
          <span className="min-w-0">
            <span className="font-mono text-meta font-medium wrap-anywhere">{step.name}</span>
            {step.error && <span className="block text-muted-foreground wrap-anywhere">{step.error}</span>}
          </span>
          <span className="text-meta text-subtle-foreground">{sideOf(step)}</span>
        </li>
      ))}
    </ol>
  );
}
