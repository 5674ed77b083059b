"use client";
import { ChevronDown, ListChecks, Menu as MenuIcon, Search, SquarePen } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useDesk } from "./desk-context";
import { unreadHere, usePlaceName } from "./place-name";

/** The name of the list and what waits in it. On a phone the name opens the other lists. */
export function ListHeader({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const t = useTranslations("inbox");
  const desk = useDesk();
  const name = usePlaceName();
  const isSearching = desk.place.filter.q !== undefined;
  const unread = isSearching ? 0 : (unreadHere(desk) ?? 0);
  return (
    <div className="flex h-7 items-center gap-2 max-md:h-11">
      <span className="-ml-1 max-md:hidden lg:hidden">
        <IconButton label={t("desk.menu")} icon={<MenuIcon aria-hidden />} size="small" onClick={onMenu} />
      </span>
      <h1 className="min-w-0 truncate text-subject font-semibold max-md:hidden">{name}</h1>
      <h1 className="min-w-0 md:hidden">
        <button
          type="button"
          onClick={onMenu}
          className="flex min-h-11 max-w-full items-center gap-1.5 text-title font-semibold"
        >
          <span className="truncate">{name}</span>
          <ChevronDown className="text-subtle-foreground" aria-hidden />
        </button>
      </h1>
      {unread > 0 && (
        <span className="shrink-0 text-meta text-subtle-foreground">
          {t("list.unread", { count: unread })}
        </span>
      )}
      <span className="ml-auto -mr-1.5 flex shrink-0 items-center max-md:gap-2">
        <span className="md:hidden">
          <IconButton
            label={t("newConversation.title")}
            icon={<SquarePen aria-hidden />}
            onClick={desk.write}
          />
        </span>
        <span className="md:hidden">
          <IconButton label={t("search.label")} icon={<Search aria-hidden />} onClick={onSearch} />
        </span>
        <IconButton
          label={t("list.select")}
          shortcut="x"
          icon={<ListChecks aria-hidden />}
          size="small"
          onClick={desk.selection.open}
        />
      </span>
    </div>
  );
}
