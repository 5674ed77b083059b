"use client";
import clsx from "clsx";
import { BellRing } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { usePane } from "./pane-context";
import { useFollowUps } from "./use-follow-ups";

/** When the customer is written to again, unless they write first; and that it is time to. */
export function FollowUps() {
  const { followUps } = usePane();
  if (followUps.length === 0) return null;
  return (
    <ul className="shrink-0 px-5 pb-1 max-md:px-3">
      {followUps.map((followUp) => (
        <FollowUpLine key={followUp.id} followUp={followUp} />
      ))}
    </ul>
  );
}

function FollowUpLine({ followUp }: { followUp: ReturnType<typeof usePane>["followUps"][number] }) {
  const t = useTranslations("inbox.followUp");
  const format = useFormat();
  const { end } = useFollowUps();
  const { id, dueAt, announcedAt, note } = followUp;
  const isDue = announcedAt !== null;
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-2 text-meta">
      <BellRing className={clsx("size-3.5", isDue ? "text-warning" : "text-subtle-foreground")} aria-hidden />
      <span className={clsx("min-w-0 flex-1", isDue ? "font-medium text-warning" : "text-muted-foreground")}>
        {isDue ? t("due") : t("coming", { date: format.moment(dueAt) })}
        {note && <span className="font-normal text-muted-foreground"> {note}</span>}
      </span>
      {isDue && (
        <button type="button" className={linkClass} onClick={() => end(id, "done")}>
          {t("done")}
        </button>
      )}
      <button type="button" className={linkClass} onClick={() => end(id, "cancelled")}>
        {t("cancel")}
      </button>
    </li>
  );
}

const linkClass = "touchable rounded-cap font-medium text-primary-text hover:underline";
