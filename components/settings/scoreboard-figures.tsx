"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { Scoreboard } from "@/lib/scoreboard/read-scoreboard";
import { MeasuredShare } from "./measured-share";

/** What matters first, each with what it counts. */
export function ScoreboardFigures({ board }: { board: Scoreboard }) {
  const t = useTranslations("model.scoreboard");
  const format = useFormat();
  const { proposals, answers, spent, blind } = board;
  const cost = spent.reduce((sum, one) => sum + one.cost, 0);
  const automatic = answers.all === 0 ? 0 : answers.automatic / answers.all;
  const figures: [name: string, value: ReactNode, hint: string][] = [
    [t("blind"), <MeasuredShare key="blind" measured={blind} />, t("blindHint")],
    [t("proposals"), `${proposals.sent} · ${proposals.edited} · ${proposals.discarded}`, t("proposalsHint")],
    [t("automatic"), format.percent(Math.round(automatic * 1000) / 1000), t("automaticHint")],
    [t("cost"), format.amount(cost), t("costHint")],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
      {figures.map(([name, value, hint]) => (
        <div key={name} className="grid content-start">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="text-figure font-semibold">{value}</dd>
          <dd className="text-meta text-subtle-foreground">{hint}</dd>
        </div>
      ))}
    </dl>
  );
}
