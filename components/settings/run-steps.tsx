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
  error: string;
}

export function RunSteps({ steps }: { steps: RunStepRow[] }) {
  const t = useTranslations("settings.runs");
  return (
    <ol className="border-t border-border">
      {steps.map((step) => (
        <li
          key={step.id}
          className="grid grid-cols-[7.5rem_1fr_auto] items-baseline gap-x-3 border-b border-border py-2"
        >
          <RunState state={step.state} label={t(`stepStates.${step.state}`)} />
          <span className="min-w-0">
            <span className="font-medium wrap-anywhere">{step.name}</span>
            {step.error && <span className="block text-muted-foreground wrap-anywhere">{step.error}</span>}
          </span>
          <span className="text-meta text-subtle-foreground">
            {step.attempts > 1 && `${t("attempts", { count: step.attempts })}, `}
            {step.took}
          </span>
        </li>
      ))}
    </ol>
  );
}
