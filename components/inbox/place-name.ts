"use client";
import { useTranslations } from "use-intl";
import { usualStatus } from "@/lib/conversations/view/list-filter";
import { type DeskState, useDesk } from "./desk-context";

/** How people call the list they look at: a folder, a channel, a view. */
export function usePlaceName(): string {
  const { place, sidebar } = useDesk();
  const t = useTranslations("inbox.sidebar");
  const { folder, channel, view, q } = place.filter;
  if (folder === "none") return t("withoutFolder");
  if (folder !== undefined) return sidebar.folders.find(({ id }) => id === folder)?.name ?? t("folders");
  if (channel !== undefined) return sidebar.channels.find(({ id }) => id === channel)?.name ?? t("channels");
  return t(`views.${view === "inbox" && q ? "all" : view}`);
}

/** What waits unread in that list; undefined where that is not counted. */
export function unreadHere({ place, sidebar }: Pick<DeskState, "place" | "sidebar">): number | undefined {
  const { view, folder, channel } = place.filter;
  const { counters, folders } = sidebar;
  if (folder === "none") return counters.withoutFolder;
  if (folder !== undefined) return folders.find(({ id }) => id === folder)?.unread;
  if (channel !== undefined) return undefined;
  return view === "inbox" || view === "mine" || view === "unassigned" || view === "newsletters"
    ? counters[view]
    : undefined;
}

/** The filters somebody set besides the usual, in words. */
export function useFilterWords(): string[] {
  const { place, employees, me } = useDesk();
  const t = useTranslations("inbox.list");
  const { filter } = place;
  const nameOf = (id: number) =>
    id === me.id ? t("me") : (employees.find((one) => one.id === id)?.name ?? "");
  return [
    filter.status === usualStatus(filter) ? "" : t(`statuses.${filter.status}`),
    filter.source ? t(`sources.${filter.source}`) : "",
    filter.assignee === undefined ? "" : filter.assignee === "none" ? t("nobody") : nameOf(filter.assignee),
  ].filter(Boolean);
}
