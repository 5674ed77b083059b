"use client";
import { useState } from "react";
import type { ThreadMessage } from "@/db/queries/thread";
import { Attachments } from "./attachments";
import { Delivery } from "./delivery";
import { LetterBody, type LetterView } from "./letter-body";
import { LetterHead } from "./letter-head";
import { LetterMarks } from "./letter-marks";

interface LetterProps {
  id: string;
  message: ThreadMessage;
  fold: () => void;
}

/** A message as a letter: who wrote it, what it says, what came with it, and for ours whether it went out. */
export function Letter({ id, message, fold }: LetterProps) {
  const [view, setView] = useState<LetterView>(message.html ? "html" : "text");
  const [images, setImages] = useState(false);
  return (
    <article id={id} aria-labelledby={`${id}-from`} className="pt-2.5 pb-3">
      <LetterHead
        id={id}
        message={message}
        view={view}
        setView={setView}
        images={images}
        showImages={() => setImages(true)}
        fold={fold}
      />
      <div className="pt-2 pl-9.5 text-letter max-md:pl-0">
        <LetterMarks message={message} />
        <LetterBody
          message={message}
          view={view}
          setView={setView}
          images={images}
          showImages={() => setImages(true)}
        />
        <Attachments message={message} />
        <Delivery message={message} />
      </div>
    </article>
  );
}
