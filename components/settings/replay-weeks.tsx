"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";

interface Week {
  startsAt: Date;
  matched: number;
}

const TALLEST_PX = 56;

/** A bar for each of the last weeks, its number above it. */
export function ReplayWeeks({ weeks }: { weeks: Week[] }) {
  const t = useTranslations("settings.replay");
  const format = useFormat();
  const most = Math.max(1, ...weeks.map((week) => week.matched));
  const [first, last] = [weeks[0], weeks.at(-1)];
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="text-letter font-semibold">{t("perWeek")}</h3>
        <p className="text-meta text-subtle-foreground">{t("perWeekHint")}</p>
      </div>
      <ol className="flex items-end gap-1 border-b border-border md:gap-2">
        {weeks.map((week) => (
          <li key={week.startsAt.getTime()} className="grid flex-1 justify-items-center">
            <span className="sr-only">
              {t("week", { date: format.day(week.startsAt), count: week.matched })}
            </span>
            <span aria-hidden className="text-meta text-muted-foreground">
              {week.matched > 0 && format.number(week.matched)}
            </span>
            <span
              aria-hidden
              className="w-full rounded-t-small bg-chart-2"
              style={{ height: Math.ceil((week.matched / most) * TALLEST_PX) }}
            />
          </li>
        ))}
      </ol>
      <p aria-hidden className="flex justify-between text-meta text-subtle-foreground">
        <span>{first && format.day(first.startsAt)}</span>
        <span>{last && format.day(last.startsAt)}</span>
      </p>
    </div>
  );
}
