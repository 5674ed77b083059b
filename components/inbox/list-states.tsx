"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useDesk } from "./desk-context";

const WIDTHS = [
  [46, 72],
  [38, 60],
  [52, 66],
  [34, 78],
  [44, 58],
  [50, 70],
  [40, 64],
  [36, 74],
];

/** Grey lines where the names and the subjects will stand. */
export function ListLoading() {
  const t = useTranslations("inbox.list");
  return (
    <div role="status" aria-label={t("loading")}>
      {WIDTHS.map(([name, subject]) => (
        <div key={`${name}-${subject}`} className="h-(--row) border-b border-border py-4 pr-3 pl-8.5">
          <div className="h-2.5 rounded-cap bg-accent" style={{ width: `${name}%` }} />
          <div className="mt-2.5 h-2.5 rounded-cap bg-accent" style={{ width: `${subject}%` }} />
        </div>
      ))}
    </div>
  );
}

export function ListError() {
  const t = useTranslations();
  const { list } = useDesk();
  return (
    <div className="grid justify-center p-6">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        title={t("inbox.list.error.title")}
        hint={t("inbox.list.error.hint")}
        action={<Button onClick={list.readAgain}>{t("common.retry")}</Button>}
      />
    </div>
  );
}

/** Below the last row: more to come, or why a search ends here. */
export function ListEnd() {
  const t = useTranslations("inbox");
  const { list } = useDesk();
  if (list.isLoadingMore) {
    return (
      <p role="status" className="late p-3 text-center text-meta text-subtle-foreground">
        {t("list.loadingMore")}
      </p>
    );
  }
  if (!list.newestOnly) return null;
  return <p className="p-4 text-meta text-warning">{t("search.newestOnly")}</p>;
}
