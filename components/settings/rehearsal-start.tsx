"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Notice } from "./notice";
import { useAction } from "./use-action";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string };
type Cases = 20 | 50 | 200;
const CASES: Cases[] = [20, 50, 200];

interface RehearsalStartProps {
  folderId: number;
  isAgain: boolean;
  isOn: boolean;
  start: (asked: { folderId: number; cases: Cases }) => Promise<Answer<number>>;
}

/** On how many past messages the folder's answers are tried. */
export function RehearsalStart({ folderId, isAgain, isOn, start }: RehearsalStartProps) {
  const t = useTranslations("model.rehearsal");
  const router = useRouter();
  const [cases, setCases] = useState<Cases>(20);
  const starting = useAction(start, () => router.refresh());
  return (
    <section aria-label={t("start")} className="grid gap-3">
      <p className="max-w-160 text-muted-foreground">{t("startHint")}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label={t("cases")}
          value={String(cases)}
          options={CASES.map((count) => ({ value: String(count), label: t("count", { count }) }))}
          onChange={(chosen) => setCases(CASES.find((count) => String(count) === chosen) ?? 20)}
        />
        <Button
          look={isAgain ? "outline" : "primary"}
          busy={starting.busy}
          blockedBecause={isOn ? undefined : t("modelOff")}
          onClick={() => starting.run({ folderId, cases })}
        >
          {isAgain ? t("again") : t("start")}
        </Button>
      </div>
      {starting.refusal && <Notice tone="failed" title={starting.refusal.message} live />}
    </section>
  );
}
