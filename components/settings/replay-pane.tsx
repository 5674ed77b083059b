"use client";
import clsx from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { type ReplayMove, ReplayMoves } from "./replay-moves";
import { ReplayWeeks } from "./replay-weeks";

export interface Replay {
  seen: number;
  matched: number;
  moved: number;
  /** Of those that would move, how many have no folder now. */
  unfiled: number;
  moves: ReplayMove[];
  /** Filed elsewhere by a person: they stay. */
  kept: number;
  keeps: ReplayMove[];
  weeks: { startsAt: Date; matched: number }[];
  isPartial: boolean;
  /** The rule in words. */
  sentence: string;
}

interface ReplayPaneProps {
  replay: Replay | undefined;
  busy: boolean;
  complete: boolean;
}

/** What the rule would have done in the last 90 days. Old numbers stay, greyed, while new ones are counted. */
export function ReplayPane({ replay, busy, complete }: ReplayPaneProps) {
  const t = useTranslations("settings.replay");
  return (
    <section aria-label={t("title")} className="flex min-w-0 flex-col">
      <header className="flex flex-wrap items-baseline gap-x-3 border-b border-border px-4 py-3.5 md:px-6">
        <h2 className="text-subject font-semibold">{t("title")}</h2>
        <p className="text-meta text-subtle-foreground">{t("hint")}</p>
        <p role="status" className="ml-auto flex items-center gap-1.5 text-meta text-muted-foreground">
          {busy && t("running")}
          {!busy && complete && replay && (
            <>
              <Check className="size-3.5 text-success" aria-hidden /> {t("upToDate")}
            </>
          )}
        </p>
      </header>
      {replay ? (
        <div
          className={clsx(
            "grid flex-1 content-start gap-4 px-4 pb-4 md:px-6",
            (busy || !complete) && "opacity-60",
          )}
        >
          <Figures replay={replay} />
          {replay.matched > 0 && <ReplayWeeks weeks={replay.weeks} />}
          <ReplayMoves replay={replay} />
        </div>
      ) : (
        <p className="flex-1 px-4 py-4 text-muted-foreground md:px-6">
          {complete ? t("running") : t("incomplete")}
        </p>
      )}
      <footer className="border-t border-border bg-pane px-4 py-4 text-meta text-muted-foreground md:px-6">
        {t("footer")}
      </footer>
    </section>
  );
}

function Figures({ replay }: { replay: Replay }) {
  const t = useTranslations("settings.replay");
  const format = useFormat();
  const share = format.percent(replay.seen === 0 ? 0 : replay.matched / replay.seen);
  const figures = [
    { name: t("seen"), value: replay.seen, hint: replay.isPartial ? t("partial") : t("period") },
    { name: t("matched"), value: replay.matched, hint: t("matchedShare", { share }) },
    {
      name: t("moved"),
      value: replay.moved,
      hint: replay.moved > 0 && t("unfiled", { count: replay.unfiled }),
    },
    { name: t("kept"), value: replay.kept, hint: t("keptHint"), warns: replay.kept > 0 },
  ];
  return (
    <dl className="grid grid-cols-2 border-b border-border 2xl:grid-cols-4">
      {figures.map((figure, index) => (
        <div
          key={figure.name}
          className={clsx(
            "border-border py-3 odd:pr-4 even:border-l even:pl-4 2xl:px-4 2xl:first:pl-0 2xl:[&:nth-child(3)]:border-l",
            index > 1 && "max-2xl:border-t",
          )}
        >
          <dt>{figure.name}</dt>
          <dd className={clsx("text-figure font-semibold tabular-nums", figure.warns && "text-warning")}>
            {format.number(figure.value)}
          </dd>
          <dd className="text-meta text-muted-foreground">{figure.hint}</dd>
        </div>
      ))}
    </dl>
  );
}
