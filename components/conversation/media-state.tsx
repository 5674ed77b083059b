"use client";
import { CircleAlert, CloudDownload } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";

/** The file of a message that is not there: still on its way, or never coming. */
export function MediaState({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread.chat");
  const media = message.content?.media;
  if (!media || media.state === "stored") return null;
  const Icon = media.state === "wanted" ? CloudDownload : CircleAlert;
  return (
    <p className="flex max-w-full items-start gap-2 rounded-bubble px-3 py-2 text-base text-muted-foreground ring-1 ring-border ring-inset">
      <Icon className={`mt-0.5 ${media.state === "wanted" ? "" : "text-warning"}`} aria-hidden />
      <span className="wrap-anywhere">
        {t(`media.${media.state}`, { name: media.name || t(`kinds.${media.type}`) })}
      </span>
    </p>
  );
}
