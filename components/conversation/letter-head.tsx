"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SourceIcon } from "@/components/inbox/source-icon";
import { Avatar } from "@/components/ui/avatar";
import type { ThreadMessage } from "@/db/queries/thread";
import type { Recipient } from "@/db/schema";
import type { LetterView } from "./letter-body";
import { LetterDetails } from "./letter-details";
import { LetterMenu } from "./letter-menu";
import { Moment } from "./moment";
import { usePane } from "./pane-context";
import { senderOf } from "./sender";

export interface LetterHeadProps {
  id: string;
  message: ThreadMessage;
  view: LetterView;
  setView: (view: LetterView) => void;
  images: boolean;
  showImages: () => void;
  fold: () => void;
}

export function LetterHead(props: LetterHeadProps) {
  const { id, message } = props;
  const t = useTranslations("inbox.thread");
  const { channel } = usePane();
  const [detailed, setDetailed] = useState(false);
  const { name, address, isOurs } = senderOf(message);
  const recipients = [...message.recipients.to, ...message.recipients.cc];
  return (
    <header>
      <div className="flex items-center gap-2.5">
        <button
          type="button"
          aria-expanded
          aria-label={t("fold", { name })}
          onClick={props.fold}
          className="touchable shrink-0 rounded-full"
        >
          <Avatar name={name} ours={isOurs} />
        </button>
        <div className="flex min-w-0 flex-1 items-center gap-1.5 max-md:flex-col max-md:items-start max-md:gap-0">
          <h2 id={`${id}-from`} className="max-w-full shrink-0 truncate font-semibold">
            {name}
          </h2>
          <button
            type="button"
            aria-expanded={detailed}
            aria-controls={`${id}-details`}
            onClick={() => setDetailed(!detailed)}
            className="touchable max-w-full min-w-0 truncate rounded-cap text-meta text-subtle-foreground hover:text-foreground hover:underline"
          >
            {t(isOurs ? "toWhom" : "fromTo", {
              address,
              to: shortList(recipients),
              count: recipients.length,
            })}
          </button>
        </div>
        <SourceIcon source={channel.source} className="size-3.5 text-subtle-foreground max-md:hidden" />
        <Moment at={message.sentAt} exact className="shrink-0 text-meta text-subtle-foreground" />
        <LetterMenu {...props} />
      </div>
      <div id={`${id}-details`}>{detailed && <LetterDetails message={message} />}</div>
    </header>
  );
}

/** "contact@, Paul Perrin": our own and unnamed addresses without their domain. */
function shortList(recipients: Recipient[]): string {
  const short = ({ name, address }: Recipient) => name || address.replace(/@.*/, "@");
  const [first, second, ...others] = recipients.map(short);
  return [first, second, others.length > 0 ? `+${others.length}` : ""].filter(Boolean).join(", ");
}
