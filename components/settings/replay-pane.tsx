"use client";
import clsx from "clsx";
import { ArrowRight, Check, Mail } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";

export interface ReplayMove {
  conversationId: number;
  customerName: string;
  subject: string;
  when: string;
  /** Null is "no folder". */
  from: string | null;
  to: string | null;
  found: string;
}

export interface Replay {
  seen: number;
  matched: number;
  moved: number;
  moves: ReplayMove[];
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
          {busy
            ? t("running")
            : replay && (
                <>
                  <Check className="size-3.5 text-success" aria-hidden /> {t("upToDate")}
                </>
              )}
        </p>
      </header>
      {replay ? (
        <div className={clsx("grid flex-1 content-start gap-4 px-4 pb-4 md:px-6", busy && "opacity-60")}>
          <Figures replay={replay} />
          <Moves moves={replay.moves} />
        </div>
      ) : (
        <p className="flex-1 px-4 py-4 text-muted-foreground md:px-6">
          {complete ? t("running") : t("incomplete")}
        </p>
      )}
      <footer className="border-t border-border bg-pane px-4 py-3.5 text-meta text-muted-foreground md:px-6">
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
    { name: t("seen"), value: replay.seen, hint: replay.isPartial ? t("partial") : "" },
    { name: t("matched"), value: replay.matched, hint: t("matchedShare", { share }) },
    { name: t("moved"), value: replay.moved, hint: t("byHand") },
  ];
  return (
    <dl className="grid border-b border-border sm:grid-cols-3">
      {figures.map((figure) => (
        <div
          key={figure.name}
          className="border-border py-3 max-sm:border-t max-sm:first:border-0 sm:border-l sm:pl-4 sm:first:border-0 sm:first:pl-0"
        >
          <dt>{figure.name}</dt>
          <dd className="text-figure font-semibold">{format.number(figure.value)}</dd>
          <dd className="text-meta text-muted-foreground">{figure.hint}</dd>
        </div>
      ))}
    </dl>
  );
}

function Moves({ moves }: { moves: ReplayMove[] }) {
  const t = useTranslations("settings.replay");
  if (moves.length === 0) {
    return (
      <div className="text-muted-foreground">
        <p className="font-medium text-foreground">{t("none")}</p>
        <p>{t("noneHint")}</p>
      </div>
    );
  }
  return (
    <div>
      <h3 className="mb-1 text-letter font-semibold">{t("examples")}</h3>
      <ul>
        {moves.map((move) => (
          <MoveLine key={move.conversationId} move={move} />
        ))}
      </ul>
    </div>
  );
}

function MoveLine({ move }: { move: ReplayMove }) {
  const t = useTranslations("settings.replay");
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_3.5rem] items-center gap-x-3 border-b border-border py-2.5 md:grid-cols-[1rem_minmax(0,1fr)_minmax(0,15rem)_3.5rem]">
      <Mail className="text-muted-foreground" aria-hidden />
      <span className="truncate">
        <span className="font-medium">{move.customerName}</span>{" "}
        <span className="text-muted-foreground">{move.subject}</span>{" "}
        {move.found && <span className="text-subtle-foreground">{t("found", { found: move.found })}</span>}
      </span>
      <span className="flex min-w-0 items-center gap-2 text-muted-foreground max-md:order-last max-md:col-start-2">
        <span className="truncate">{move.from ?? t("noFolder")}</span>
        <ArrowRight className="size-3.5" aria-hidden />
        <span className="truncate font-medium text-foreground">{move.to ?? t("noFolder")}</span>
      </span>
      <span className="text-right text-meta text-muted-foreground">{move.when}</span>
    </li>
  );
}
