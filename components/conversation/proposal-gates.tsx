"use client";
import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Gate } from "@/db/schema";

interface ProposalGatesProps {
  failed: readonly Gate[];
  passed: readonly Gate[];
}

/** Why a person reads it before it leaves: what stopped a machine first, what let it through in one line. */
export function ProposalGates({ failed, passed }: ProposalGatesProps) {
  const t = useTranslations("inbox.proposal");
  const words = useGateWords();
  if (failed.length === 0) return null;
  const named = passed.map(({ gate }) => words(gate, "passed")).filter(Boolean);
  return (
    <fieldset aria-label={t("why")} className="mt-2 border-t border-border pt-2 pb-1">
      <h3 className="text-meta">
        <span className="font-medium">{t("why")}</span>{" "}
        <span className="text-muted-foreground">
          {t("asking", { failed: failed.length, all: failed.length + passed.length })}
        </span>
      </h3>
      <ul className="mt-1 grid gap-1 text-meta">
        {failed.map(({ gate, detail }) => (
          <li key={gate} className="flex gap-2">
            <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-warning" aria-hidden />
            <span>{words(gate, "failed", detail) || gate}</span>
          </li>
        ))}
        {named.length > 0 && (
          <li className="flex gap-2 text-muted-foreground">
            <Check className="mt-0.5 size-3.5 shrink-0 text-success" aria-hidden />
            <span>{named.join(", ")}</span>
          </li>
        )}
      </ul>
    </fieldset>
  );
}

/** A gate in words; "" for one that says nothing when it is passed. */
function useGateWords() {
  const t = useTranslations("inbox.gates");
  return (gate: string, outcome: "failed" | "passed", detail: Gate["detail"] = "") => {
    const key = `${gate}.${outcome}` as "answerSourced.failed";
    return t.has(key) ? t(key, { detail: String(detail) }) : "";
  };
}
