"use client";
import { FolderInput, Newspaper, Sparkle } from "lucide-react";
import { useTranslations } from "use-intl";
import { EventLine } from "./activity-line";
import { usePane } from "./pane-context";
import { WhyHere } from "./why-here";

/** Where a conversation is, when nothing in its thread tells how it came there. */
export function FilingLine() {
  const t = useTranslations("inbox.thread.activity");
  const { conversation, folders } = usePane();
  const { bulk, filing, folderId } = conversation;
  const folder = folders.find(({ id }) => id === folderId)?.name ?? filing?.folderName;
  const isUnsure = !bulk && !folder && filing?.confidence !== undefined;
  if (!bulk && !folder && !isUnsure) return null;
  const sentence = bulk ? t("newsletter") : isUnsure ? t("unsure") : t("isIn", { folder: folder ?? "" });
  return (
    <EventLine
      icon={
        bulk ? <Newspaper aria-hidden /> : isUnsure ? <Sparkle aria-hidden /> : <FolderInput aria-hidden />
      }
    >
      <span className="min-w-0 truncate">{sentence}</span>
      <WhyHere />
    </EventLine>
  );
}
