"use client";
import { useTranslations } from "use-intl";
import { SourceIcon } from "@/components/inbox/source-icon";
import { usePane } from "./pane-context";

/** Where an answer that is no mail goes, and from where: nobody chooses, and everybody sees. */
export function ChannelLine() {
  const t = useTranslations("inbox.composer");
  const { channel, reach, panel } = usePane();
  const from = channel.source === "webhook" ? channel.name : channel.shownAddress;
  return (
    <p className="flex min-h-7 items-center gap-2 px-3 pt-1 text-meta text-subtle-foreground max-md:min-h-9">
      <span>{t("to")}</span>
      <span className="min-w-0 flex-1 truncate text-muted-foreground">
        {reach?.shownAddress || panel.customer.name}
      </span>
      <span className="flex shrink-0 items-center gap-1" title={t("sentFrom", { address: from })}>
        <SourceIcon source={channel.source} className="size-3.5" />
        {from}
      </span>
    </p>
  );
}
