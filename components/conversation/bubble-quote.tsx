"use client";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";
import { firstWords, senderOf } from "./sender";

/** What a bubble answers, in short; a press goes there. */
export function BubbleQuote({ quoted }: { quoted: ThreadMessage }) {
  const t = useTranslations("inbox.thread.chat");
  const { name } = senderOf(quoted);
  const words = firstWords(quoted.body) || quoted.content?.media?.name || t("attachment");
  return (
    <a
      href={`#message-${quoted.id}`}
      className="max-w-full min-w-0 border-l-2 border-primary-line pl-2.5 text-meta text-muted-foreground hover:text-foreground"
    >
      <span className="block truncate font-medium">{name}</span>
      <span className="line-clamp-2 wrap-anywhere">{words}</span>
    </a>
  );
}
