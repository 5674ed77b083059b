"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { MeasuredShare as Measured } from "@/lib/scoreboard/measure-share";

/** "84 % (71–92)", and of how many on hover; a dash of nothing. */
export function MeasuredShare({ measured }: { measured: Measured | undefined }) {
  const t = useTranslations("model.scoreboard");
  const format = useFormat();
  if (!measured) return <span className="text-subtle-foreground">–</span>;
  const { share, low, high, right, of } = measured;
  return (
    <span title={t("of", { right, of })} className="whitespace-nowrap">
      {format.percent(Math.round(share * 100) / 100)}{" "}
      <span className="text-subtle-foreground">
        ({Math.round(low * 100)}–{Math.round(high * 100)})
      </span>
    </span>
  );
}
