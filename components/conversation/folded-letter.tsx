"use client";
import { Paperclip } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { ThreadMessage } from "@/db/queries/thread";
import { DeliveryIcon } from "./delivery-icon";
import { Moment } from "./moment";
import { firstWords, senderOf } from "./sender";

interface FoldedLetterProps {
  id: string;
  message: ThreadMessage;
  open: () => void;
}

/** A message on one line, that opens by a press. */
export function FoldedLetter({ id, message, open }: FoldedLetterProps) {
  const { name, isOurs } = senderOf(message);
  return (
    <article id={id} className="border-b border-border">
      <button
        type="button"
        aria-expanded={false}
        onClick={open}
        className="-mx-2 flex h-9 w-[calc(100%+1rem)] items-center gap-2.5 rounded-small px-2 text-left text-meta -outline-offset-2 hover:bg-accent max-md:h-11"
      >
        <Avatar name={name} size="small" ours={isOurs} />
        <span className="max-w-2/5 shrink-0 truncate font-medium">{name}</span>
        <span className="min-w-0 flex-1 truncate text-subtle-foreground">{firstWords(message.body)}</span>
        {message.attachmentCount > 0 && <Paperclip className="size-3.5 text-subtle-foreground" aria-hidden />}
        <DeliveryIcon message={message} />
        <Moment at={message.sentAt} className="shrink-0 text-subtle-foreground" />
      </button>
    </article>
  );
}
