"use client";
import { ArrowUp, WifiOff } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { ConsentBar } from "./consent-bar";
import { useDesk } from "./desk-context";
import { ListFilters } from "./list-filters";
import { ListHeader } from "./list-header";
import { ListRows } from "./list-rows";
import { ListSearch } from "./list-search";
import { usePlaceName } from "./place-name";
import { SelectionBar } from "./selection-bar";
import { StopBar } from "./stop-bar";

interface ListPaneProps {
  onMenu: () => void;
  /** True while rows must not move; told by the rows. */
  onHeld: (held: boolean) => void;
}

/** The list: what it is, how it is narrowed, what is new about it, and its rows. */
export function ListPane({ onMenu, onHeld }: ListPaneProps) {
  const t = useTranslations("inbox.list");
  const { selection, arriving, letCome } = useDesk();
  const [isSearching, setSearching] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const name = usePlaceName();
  return (
    <section aria-label={`${t("label")}, ${name}`} className="flex min-h-0 flex-1 flex-col">
      <header className="@container border-b border-border px-3 pt-2.5 pb-2 max-md:px-4">
        {selection.isOpen && <h1 className="sr-only">{name}</h1>}
        {selection.isOpen ? (
          <SelectionBar />
        ) : (
          <ListHeader onMenu={onMenu} onSearch={() => setSearching(!isSearching)} />
        )}
        <ListSearch isAsked={isSearching} />
        <ListFilters />
      </header>
      <OfflineBar />
      <StopBar />
      <ConsentBar />
      {arriving > 0 && (
        <button
          type="button"
          className="flex h-9 w-full shrink-0 items-center justify-center gap-2 border-b border-border bg-primary-soft font-medium text-primary-text max-md:h-11"
          onClick={() => {
            letCome();
            scroller.current?.scrollTo({ top: 0 });
          }}
        >
          <ArrowUp className="size-3.5!" aria-hidden />
          {t("arriving", { count: arriving })}
        </button>
      )}
      <ListRows scroller={scroller} onHeld={onHeld} />
    </section>
  );
}

function OfflineBar() {
  const t = useTranslations("inbox.desk");
  const format = useFormat();
  const { lostSince } = useDesk();
  return (
    <div role="alert">
      {lostSince && (
        <p className="flex min-h-9 items-center gap-2 border-b border-warning-line bg-warning-soft px-3 py-1 text-warning">
          <WifiOff aria-hidden />
          <span>
            <strong className="font-semibold">{t("offline", { time: format.clock(lostSince) })}</strong>{" "}
            {t("offlineHint")}
          </span>
        </p>
      )}
    </div>
  );
}
