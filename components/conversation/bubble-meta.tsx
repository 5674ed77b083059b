"use client";
import { useTranslations } from "use-intl";
import { SourceIcon } from "@/components/inbox/source-icon";
import { useFormat } from "@/components/ui/use-format";
import type { ThreadMessage } from "@/db/queries/thread";
import { DeliveryState } from "./delivery";
import { usePane } from "./pane-context";
import { senderOf } from "./sender";

/** Under the last bubble of a run: "WhatsApp, 13:52", or "Hugo Dubois, 16:20 ✓✓ Lu". */
export function BubbleMeta({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.list.sources");
  const format = useFormat();
  const { channel } = usePane();
  const { name, isOurs } = senderOf(message);
  const who = isOurs ? name : t(channel.source);
  const isTold = message.delivery !== null && message.delivery !== "failed" && message.delivery !== "unknown";
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 px-1 text-meta text-subtle-foreground [&_.lucide]:size-3.5">
      {!isOurs && <SourceIcon source={channel.source} />}
      <span>
        {who},{" "}
        <time dateTime={message.sentAt.toISOString()} title={format.moment(message.sentAt)}>
          {format.clock(message.sentAt)}
        </time>
      </span>
      {isOurs && isTold && <DeliveryState message={message} />}
    </div>
  );
}
