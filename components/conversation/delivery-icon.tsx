"use client";
import { CircleAlert, CircleQuestionMark, ClockArrowUp, LoaderCircle } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";

type Delivered = Pick<ThreadMessage, "delivery" | "bouncedAt">;

/** On a folded message of ours: only what is not safely out shows a mark. */
export function DeliveryIcon({ message: { delivery, bouncedAt } }: { message: Delivered }) {
  const t = useTranslations("inbox.thread.delivery");
  if (bouncedAt) return <CircleAlert className="size-3.5 text-destructive" aria-label={t("bounced")} />;
  if (delivery === "failed")
    return <CircleAlert className="size-3.5 text-destructive" aria-label={t("failed")} />;
  if (delivery === "unknown") {
    return <CircleQuestionMark className="size-3.5 text-warning" aria-label={t("unknown")} />;
  }
  if (delivery === "queued") return <ClockArrowUp className="size-3.5" aria-label={t("queued")} />;
  if (delivery === "sending") return <LoaderCircle className="size-3.5" aria-label={t("sending")} />;
  return null;
}
