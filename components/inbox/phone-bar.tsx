"use client";
import clsx from "clsx";
import { Inbox, type LucideIcon, Menu, PencilLine, UserRound, UserRoundX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { readFilter } from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";

const PLACES = [
  ["inbox", Inbox],
  ["mine", UserRound],
  ["unassigned", UserRoundX],
  ["drafts", PencilLine],
] as const satisfies [string, LucideIcon][];

/** On a phone, under the thumb: the lists one goes to most, and everything else behind the last one. */
export function PhoneBar({ onMore }: { onMore: () => void }) {
  const t = useTranslations("inbox.sidebar");
  const { place, sidebar } = useDesk();
  const { view, folder, channel } = place.filter;
  return (
    <nav
      aria-label={t("navigation")}
      className="grid shrink-0 grid-cols-5 border-t border-border bg-background pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {PLACES.map(([name, Icon]) => {
        const isCurrent = view === name && folder === undefined && channel === undefined;
        return (
          <Link
            key={name}
            href={name === "inbox" ? "/inbox" : `/inbox?view=${name}`}
            prefetch={false}
            aria-current={isCurrent ? "page" : undefined}
            onClick={(event) => {
              event.preventDefault();
              place.goTo(readFilter(`view=${name}`));
            }}
            className={itemClass(isCurrent)}
          >
            <Icon className="size-5.5!" aria-hidden />
            <span className="max-w-full truncate">{t(`views.${name}`)}</span>
            <Badge count={sidebar.counters[name]} isQuiet={name === "drafts"} />
          </Link>
        );
      })}
      <button type="button" onClick={onMore} className={itemClass(false)}>
        <Menu className="size-5.5!" aria-hidden />
        <span>{t("more")}</span>
      </button>
    </nav>
  );
}

const itemClass = (isCurrent: boolean) =>
  clsx(
    "relative flex min-h-14 min-w-0 flex-col items-center justify-center gap-1 px-0.5 text-hint -outline-offset-2",
    isCurrent ? "font-semibold text-primary-text" : "text-muted-foreground",
  );

function Badge({ count, isQuiet }: { count: number; isQuiet: boolean }) {
  const t = useTranslations("inbox.sidebar");
  if (count === 0) return null;
  return (
    <span
      className={clsx(
        "absolute top-1 left-[calc(50%+4px)] min-w-5 rounded-full px-1.5 text-center text-hint font-semibold ring-2 ring-background",
        isQuiet ? "bg-accent text-muted-foreground" : "bg-primary text-primary-foreground",
      )}
    >
      <span aria-hidden={!isQuiet}>{count > 99 ? t("beyond", { count: 99 }) : count}</span>
      {!isQuiet && <span className="sr-only">{t("unread", { count })}</span>}
    </span>
  );
}
