"use client";
import { useEffect, useState } from "react";
import type { ThreadMessage } from "@/db/queries/thread";
import { FoldedLetter } from "./folded-letter";
import { Letter } from "./letter";
import { Note } from "./note";

interface MessageEntryProps {
  message: ThreadMessage;
  /** Shown whole unless somebody folds it. */
  opensItself: boolean;
}

export function MessageEntry({ message, opensItself }: MessageEntryProps) {
  const [chosen, setChosen] = useState<boolean>();
  const id = `message-${message.id}`;
  useEffect(() => {
    if (location.hash === `#${id}`) setChosen(true);
  }, [id]);
  if (message.kind === "note") return <Note id={id} note={message} />;
  if (chosen ?? opensItself) return <Letter id={id} message={message} fold={() => setChosen(false)} />;
  return <FoldedLetter id={id} message={message} open={() => setChosen(true)} />;
}
