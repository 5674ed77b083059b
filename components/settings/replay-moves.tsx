"use client";
import clsx from "clsx";
import { ArrowRight, Hand, Mail, MessageCircle, Smartphone, Webhook } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

export interface ReplayMove {
  conversationId: number;
  customerName: string;
  subject: string;
  source: keyof typeof CHANNELS;
  when: string;
  /** Null is "no folder". */
  from: string | null;
  to: string | null;
  found: string;
}

const CHANNELS = { email: Mail, sms: Smartphone, whatsapp: MessageCircle, webhook: Webhook };

interface Moves {
  matched: number;
  moved: number;
  moves: ReplayMove[];
  kept: number;
  keeps: ReplayMove[];
}

/** The conversations that would change folder, and those that a person keeps where they are. */
export function ReplayMoves({ replay }: { replay: Moves }) {
  const t = useTranslations("settings.replay");
  const [picked, pick] = useState<"changing" | "hand">("changing");
  const shown = replay.kept === 0 ? "changing" : picked;
  const [list, count] = shown === "hand" ? [replay.keeps, replay.kept] : [replay.moves, replay.moved];
  return (
    <div className="grid gap-1.5">
      <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1.5">
        <h3 className="text-letter font-semibold">{t("examples")}</h3>
        {replay.kept > 0 && (
          <Segmented
            label={t("show")}
            options={[
              { value: "changing", label: t("changing", { count: replay.moved }) },
              { value: "hand", label: t("hand", { count: replay.kept }) },
            ]}
            value={shown}
            onChange={pick}
          />
        )}
      </div>
      {list.length === 0 && (
        <div className="text-muted-foreground">
          <p className="font-medium text-foreground">{t("none")}</p>
          {replay.matched === 0 && <p>{t("noneHint")}</p>}
        </div>
      )}
      <ul>
        {list.map((move) => (
          <MoveLine key={move.conversationId} move={move} stays={shown === "hand"} />
        ))}
      </ul>
      {count > list.length && (
        <p className="text-meta text-subtle-foreground">{t("more", { count: list.length })}</p>
      )}
    </div>
  );
}

function MoveLine({ move, stays }: { move: ReplayMove; stays: boolean }) {
  const t = useTranslations("settings.replay");
  const Channel = CHANNELS[move.source];
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_4rem] items-center gap-x-3 border-b border-border py-2.5 md:grid-cols-[1rem_minmax(0,1fr)_minmax(0,14rem)_4rem]">
      <Channel className="text-muted-foreground" aria-hidden />
      <span className="flex min-w-0 gap-1.5">
        <span className="max-w-1/2 shrink-0 truncate font-medium">{move.customerName}</span>
        <span className="min-w-0 truncate text-muted-foreground">{move.subject}</span>
        {move.found && (
          <span className="max-w-2/5 shrink-0 truncate text-subtle-foreground">
            {t("found", { found: move.found })}
          </span>
        )}
      </span>
      <span
        className={clsx(
          "flex min-w-0 items-center gap-2 max-md:order-last max-md:col-start-2",
          stays ? "text-warning" : "text-muted-foreground",
        )}
      >
        {stays ? <Stays folder={move.from} /> : <Changes from={move.from} to={move.to} />}
      </span>
      <span className="text-right text-meta text-muted-foreground">{move.when}</span>
    </li>
  );
}

function Stays({ folder }: { folder: string | null }) {
  const t = useTranslations("settings.replay");
  return (
    <>
      <Hand className="size-3.5 shrink-0" aria-hidden />
      <span className="truncate">{folder === null ? t("staysNowhere") : t("stays", { folder })}</span>
    </>
  );
}

function Changes({ from, to }: { from: string | null; to: string | null }) {
  const t = useTranslations("settings.replay");
  return (
    <>
      <span className="truncate">{from ?? t("noFolder")}</span>
      <ArrowRight className="size-3.5 shrink-0" aria-hidden />
      <span className="truncate font-medium text-foreground">{to ?? t("noFolder")}</span>
    </>
  );
}
