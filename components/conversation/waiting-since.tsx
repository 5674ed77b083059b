"use client";
import { useNow, useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { usePane } from "./pane-context";

/** For how long the customer has been waiting for an answer; nothing when they are not. */
export function WaitingSince() {
  const t = useTranslations("inbox.thread");
  const format = useFormat();
  const now = useNow();
  const { conversation } = usePane();
  const { waitingSince, status } = conversation;
  if (!waitingSince || !["new", "in_progress", "urgent"].includes(status)) return null;
  const waited = Math.max(60_000, now.getTime() - waitingSince.getTime());
  return (
    <span className="shrink-0 text-subtle-foreground @max-[30rem]:hidden" title={format.moment(waitingSince)}>
      {t("waitingSince", { duration: format.duration(waited) })}
    </span>
  );
}
