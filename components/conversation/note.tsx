"use client";
import { StickyNote } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";
import { Moment } from "./moment";
import { PlainText } from "./plain-text";
import { senderOf } from "./sender";

/** What the team says to itself; the customer never sees it. */
export function Note({ id, note }: { id: string; note: ThreadMessage }) {
  return (
    <NoteBox id={id} name={senderOf(note).name} text={note.body} time={<Moment at={note.sentAt} exact />} />
  );
}

interface NoteBoxProps {
  id?: string;
  name: string;
  text: string;
  time: ReactNode;
}

export function NoteBox({ id, name, text, time }: NoteBoxProps) {
  const t = useTranslations("inbox.thread");
  return (
    <article
      id={id}
      aria-label={t("noteBy", { name })}
      className="my-2 ml-9.5 rounded-card border border-note-line bg-note px-3 pt-2 pb-2.5 max-md:ml-0"
    >
      <header className="flex items-center gap-1.5 text-meta">
        <StickyNote className="size-3.5 text-warning" aria-hidden />
        <span className="font-medium text-warning">{t("note")}</span>
        <span className="min-w-0 truncate text-muted-foreground">{name}</span>
        <span className="flex-1" />
        <span className="shrink-0 text-muted-foreground">{time}</span>
      </header>
      <div className="mt-0.5 text-base max-md:text-letter">
        <PlainText text={text} />
      </div>
    </article>
  );
}
