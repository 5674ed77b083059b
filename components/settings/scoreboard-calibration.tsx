"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { Scoreboard } from "@/lib/scoreboard/read-scoreboard";
import { MeasuredShare } from "./measured-share";
import { Section } from "./settings-page";

const SIZE = 160;

/** How sure it said to be against how often it was right, among what was judged blind. */
export function ScoreboardCalibration({ bins }: { bins: Scoreboard["calibration"] }) {
  const t = useTranslations("model.scoreboard");
  const format = useFormat();
  if (bins.length === 0) return null;
  const points = bins.map(
    ({ announced, right, of }) => [announced * SIZE, SIZE - (right / of) * SIZE] as const,
  );
  return (
    <Section title={t("calibration")} hint={t("calibrationHint")}>
      <div className="flex flex-wrap items-start gap-6">
        <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="size-40 overflow-visible" aria-hidden>
          <path d={`M0 ${SIZE}H${SIZE}M0 0V${SIZE}`} className="stroke-border" fill="none" />
          <path d={`M0 ${SIZE}L${SIZE} 0`} className="stroke-input" strokeDasharray="3 3" fill="none" />
          <polyline points={points.join(" ")} className="stroke-primary" strokeWidth={1.5} fill="none" />
          {points.map(([x, y]) => (
            <circle key={x} cx={x} cy={y} r={3} className="fill-primary" />
          ))}
        </svg>
        <table className="border-collapse">
          <thead>
            <tr className="text-left text-meta text-subtle-foreground [&>th]:pr-4 [&>th]:pb-1 [&>th]:font-medium">
              <th scope="col">{t("announced")}</th>
              <th scope="col">{t("right")}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ tenth, announced, measured }) => (
              <tr key={tenth} className="[&>td]:py-0.5 [&>td]:pr-4">
                <td>{format.percent(Math.round(announced * 100) / 100)}</td>
                <td>
                  <MeasuredShare measured={measured} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
