"use client";
import { useFormat } from "@/components/ui/use-format";
import type { Said } from "./arrange-chat";
import { Bubble } from "./bubble";
import { Note } from "./note";

interface ChatEntryProps {
  said: Said;
  /** When what stands before it was said; undefined for the first in sight. */
  before: Date | undefined;
}

/** What was said in a chat, under its day where that is another one. */
export function ChatEntry({ said, before }: ChatEntryProps) {
  const format = useFormat();
  const { message } = said;
  const day = format.dayName(message.sentAt);
  const isNewDay = before === undefined || format.dayName(before) !== day;
  const id = `message-${message.id}`;
  return (
    <>
      {isNewDay && <p className="pt-3 pb-0.5 text-center text-meta text-subtle-foreground">{day}</p>}
      {message.kind === "note" ? <Note id={id} note={message} /> : <Bubble id={id} said={said} />}
    </>
  );
}
