"use client";
import clsx from "clsx";
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { KeyCap } from "@/components/ui/key-cap";
import { useKeys } from "@/components/ui/use-keys";
import { usualStatus } from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";
import { usePlaceName } from "./place-name";

const TYPED_FOR = 140;

/** Searches as one types, inside the list that is shown; Esc takes it back. On a phone it is there when asked for. */
export function ListSearch({ isAsked }: { isAsked: boolean }) {
  const t = useTranslations("inbox.search");
  const name = usePlaceName();
  const { place } = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const { typed, type } = useTyped();
  useKeys({ "/": () => field.current?.focus() });
  useEffect(() => {
    if (isAsked) field.current?.focus();
  }, [isAsked]);
  const isEverywhere = place.filter.view === "inbox" && place.filter.folder === undefined;
  const label = isEverywhere ? t("everywhere") : t("within", { place: name });
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every screen reader yet
    <div role="search" className={clsx("relative mt-1.5 mb-2", !isAsked && !typed && "max-md:hidden")}>
      <Search
        className="pointer-events-none absolute top-1/2 left-2 size-3.5! -translate-y-1/2 text-subtle-foreground"
        aria-hidden
      />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (typed) type("", "at once");
          else event.currentTarget.blur();
        }}
        className="peer h-8 w-full rounded-button border border-border bg-background pr-8 pl-7.5 text-ellipsis hover:border-input focus:border-input max-md:h-11"
      />
      {typed ? (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={() => {
            type("", "at once");
            field.current?.focus();
          }}
          className="touchable absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-small text-subtle-foreground hover:bg-accent hover:text-foreground"
        >
          <X className="size-3.5!" aria-hidden />
        </button>
      ) : (
        <span className="pointer-events-none absolute top-1/2 right-2 flex -translate-y-1/2 text-subtle-foreground peer-focus:hidden max-md:hidden">
          <KeyCap>/</KeyCap>
        </span>
      )}
    </div>
  );
}

/** What stands in the field; the URL, and with it the list, follows a moment later. */
function useTyped() {
  const { place } = useDesk();
  const asked = place.filter.q ?? "";
  const [typed, setTyped] = useState(asked);
  const [known, setKnown] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (known !== asked) {
    setKnown(asked);
    if (typed.trimStart() !== asked) setTyped(asked);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string, when?: "at once") => {
    setTyped(text);
    clearTimeout(timer.current);
    const q = text.trimStart() || undefined;
    const follow = () => {
      const isUsual = place.filter.status === usualStatus(place.filter);
      const status = isUsual ? usualStatus({ ...place.filter, q }) : place.filter.status;
      place.show({ ...place.filter, q, status }, asked && q ? "replace" : "push");
    };
    if (when) follow();
    else timer.current = setTimeout(follow, TYPED_FOR);
  };
  return { typed, type };
}
