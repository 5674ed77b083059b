"use client";
import { History } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ThreadActivity } from "@/db/queries/thread-activities";
import { ActivityLine } from "./activity-line";

const FOLDED_FROM = 3;

/** What happened in a row; three or more are one line until they are asked for. */
export function ActivityLines({ activities }: { activities: ThreadActivity[] }) {
  const t = useTranslations("inbox.thread");
  const [open, setOpen] = useState(false);
  if (activities.length < FOLDED_FROM || open) {
    return activities.map((activity) => <ActivityLine key={activity.id} activity={activity} />);
  }
  return (
    <button
      type="button"
      aria-expanded={false}
      onClick={() => setOpen(true)}
      className="touchable -ml-1 flex h-8.5 items-center gap-2 rounded-small px-1 pl-2 text-meta text-subtle-foreground hover:text-foreground"
    >
      <History className="size-3.5" aria-hidden />
      {t("changes", { count: activities.length })}
    </button>
  );
}
