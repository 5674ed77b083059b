"use client";
import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { Said } from "./arrange-chat";
import { Attachments } from "./attachments";
import { BubbleContent } from "./bubble-content";
import { BubbleMeta } from "./bubble-meta";
import { BubbleQuote } from "./bubble-quote";
import { FailedDelivery } from "./failed-delivery";
import { LetterMarks } from "./letter-marks";
import { MediaState } from "./media-state";
import { PlainText } from "./plain-text";
import { senderOf } from "./sender";

export const bubbleClass = (isOurs: boolean) =>
  clsx(
    "max-w-full min-w-0 rounded-bubble px-3 py-2 text-letter max-md:text-bubble",
    isOurs ? "bg-primary-soft" : "bg-muted",
  );

/** A message of a chat: theirs at the left, ours at the right, and under the last of a run when and how it went. */
export function Bubble({ id, said }: { id: string; said: Said }) {
  const t = useTranslations("inbox.thread.chat");
  const { message, follows, isFollowed, reactions, quoted } = said;
  const { name, isOurs } = senderOf(message);
  const isTrouble = message.delivery === "failed" || message.delivery === "unknown";
  return (
    <article
      id={id}
      aria-label={t("by", { name })}
      className={clsx("flex flex-col gap-1", follows ? "mt-1" : "mt-3", isOurs ? "items-end" : "items-start")}
    >
      <div className={clsx("flex max-w-4/5 flex-col gap-1", isOurs ? "items-end" : "items-start")}>
        {quoted && <BubbleQuote quoted={quoted} />}
        <LetterMarks message={message} />
        <div className="empty:hidden *:mt-0! [&_button]:h-45 [&_button]:w-60 [&_button]:rounded-bubble">
          <Attachments message={message} />
        </div>
        <MediaState message={message} />
        <BubbleContent message={message} />
        {hasText(said) && (
          <div className={bubbleClass(isOurs)}>
            <PlainText text={message.body} />
          </div>
        )}
        {reactions.length > 0 && <Reactions reactions={reactions} />}
        {isTrouble && <FailedDelivery message={message} />}
      </div>
      {!isFollowed && <BubbleMeta message={message} />}
    </article>
  );
}

/** The words of a place or of contacts are shown as what they are. */
function hasText({ message: { body, content } }: Said): boolean {
  return body.trim() !== "" && !content?.location && !content?.contacts && !content?.reaction;
}

function Reactions({ reactions }: { reactions: string[] }) {
  const t = useTranslations("inbox.thread.chat");
  const emoji = [...new Set(reactions)].join(" ");
  return (
    <span
      title={t("reacted", { emoji })}
      className="-mt-2 rounded-full bg-background px-1.5 py-0.5 text-meta ring-1 ring-border ring-inset"
    >
      <span className="sr-only">{t("reacted", { emoji })}</span>
      <span aria-hidden>{emoji}</span>
    </span>
  );
}
