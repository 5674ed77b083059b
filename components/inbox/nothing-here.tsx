"use client";
import { CircleCheck, Inbox, ListFilter, Plug, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { usualStatus } from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";
import { useFilterWords, usePlaceName } from "./place-name";

/** Why the list is empty, and what comes next: nothing found, too narrow, all done, or nothing yet. */
export function NothingHere() {
  return (
    <div className="grid justify-center px-6 py-10 text-center [&_.lucide]:mx-auto">
      <Reason />
    </div>
  );
}

function Reason() {
  const t = useTranslations("inbox");
  const { place, sidebar } = useDesk();
  const filters = useFilterWords();
  const name = usePlaceName();
  const { filter } = place;
  if (filter.q) return <NothingFound />;
  if (filters.length > 0) return <TooNarrow filters={filters} />;
  if (sidebar.channels.length === 0) return <NoChannel />;
  const isWork = ["inbox", "mine", "unassigned"].includes(filter.view) || filter.folder !== undefined;
  if (isWork) {
    return (
      <EmptyState
        icon={<CircleCheck aria-hidden />}
        title={t("list.empty.done")}
        hint={t("list.empty.doneHint", { place: name })}
      />
    );
  }
  const view = filter.view as "drafts" | "sent" | "failed" | "newsletters" | "all";
  return (
    <EmptyState
      icon={<Inbox aria-hidden />}
      title={t("list.empty.nothing")}
      hint={t(`list.empty.nothingHint.${view}`)}
    />
  );
}

function TooNarrow({ filters }: { filters: string[] }) {
  const t = useTranslations("inbox.list.empty");
  return (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title={t("filtered")}
      hint={t("filteredHint", { filters: filters.join(", ") })}
      action={<ClearFilters />}
    />
  );
}

function NothingFound() {
  const t = useTranslations("inbox.search");
  const { place } = useDesk();
  const words = useFilterWords();
  const name = usePlaceName();
  const { q = "", folder, channel, view } = place.filter;
  const isWithin = folder !== undefined || channel !== undefined || (view !== "inbox" && view !== "all");
  const filters = [...(isWithin ? [name] : []), ...words];
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("nothing", { typed: q.trim() })}
      hint={filters.length > 0 ? t("nothingWithin", { filters: filters.join(", ") }) : t("nothingHint")}
      action={filters.length > 0 ? <SearchEverywhere /> : undefined}
    />
  );
}

function SearchEverywhere() {
  const t = useTranslations("inbox.search");
  const { place } = useDesk();
  const { q, sort } = place.filter;
  return (
    <Button onClick={() => place.show({ view: "inbox", status: usualStatus({ view: "inbox", q }), sort, q })}>
      {t("everywhere")}
    </Button>
  );
}

function ClearFilters() {
  const t = useTranslations("inbox.list.empty");
  const { place } = useDesk();
  const { source: _, assignee: __, ...rest } = place.filter;
  return (
    <Button onClick={() => place.show({ ...rest, status: usualStatus(place.filter) })}>
      {t("clearFilters")}
    </Button>
  );
}

function NoChannel() {
  const t = useTranslations("inbox.list.empty");
  return (
    <EmptyState
      icon={<Plug aria-hidden />}
      title={t("noChannel")}
      hint={t("noChannelHint")}
      action={
        <Link href="/inbox/settings/integrations/new" className={buttonClass({ look: "primary" })}>
          {t("connect")}
        </Link>
      }
    />
  );
}
