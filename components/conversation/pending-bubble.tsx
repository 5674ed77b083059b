"use client";
import { ClockArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";
import { bubbleClass } from "./bubble";
import { PlainText } from "./plain-text";

/** What was just written in a chat, before the server has it. */
export function PendingBubble({ text }: { text: string }) {
  const t = useTranslations("inbox.thread.delivery");
  return (
    <article aria-busy className="mt-3 flex flex-col items-end gap-1">
      <div className="max-w-4/5">
        <div className={bubbleClass(true)}>
          <PlainText text={text} />
        </div>
      </div>
      <p className="flex items-center gap-1.5 px-1 text-meta text-subtle-foreground">
        <ClockArrowUp className="size-3.5" aria-hidden />
        {t("saving")}
      </p>
    </article>
  );
}
