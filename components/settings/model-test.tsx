"use client";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/use-format";
import type { TriedModel } from "@/lib/model/test-model";
import { Notice } from "./notice";
import { useAction } from "./use-action";

type Answer = { ok: true; value: TriedModel } | { ok: false; message: string };

/** Asks the saved model a tiny question and says what came of it. */
export function ModelTest({ test }: { test: (input: Record<string, never>) => Promise<Answer> }) {
  const t = useTranslations("model.provider");
  const [tried, setTried] = useState<TriedModel>();
  const testing = useAction(test, (value) => setTried(value));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={testing.busy} onClick={() => testing.run({})}>
          {t("test")}
        </Button>
        <p className="text-meta text-subtle-foreground">{t("testHint")}</p>
      </div>
      {testing.refusal && <Notice tone="failed" title={testing.refusal.message} live />}
      {tried && !testing.busy && <Outcome tried={tried} />}
    </div>
  );
}

function Outcome({ tried: { outcome, detail, model, milliseconds, cost } }: { tried: TriedModel }) {
  const t = useTranslations("model.provider");
  const format = useFormat();
  if (outcome !== "answered")
    return (
      <Notice tone="failed" title={t(`failures.${outcome}`)} live>
        {detail && t("detail", { detail })}
      </Notice>
    );
  const time = format.duration(milliseconds);
  const price = format.number(cost / 1_000_000, { maximumFractionDigits: 6 });
  return (
    <p role="status" className="flex items-center gap-2 text-success">
      <CircleCheck aria-hidden />
      {cost > 0 ? t("workedCost", { model, time, cost: price }) : t("worked", { model, time })}
    </p>
  );
}
