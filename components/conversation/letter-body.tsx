"use client";
import type { ThreadMessage } from "@/db/queries/thread";
import { FullText } from "./full-text";
import { MailFrame } from "./mail-frame";
import { PlainText } from "./plain-text";
import { QuotePill } from "./quote-pill";

/** As its writer laid it out, what they newly wrote, or everything it says. */
export type LetterView = "html" | "text" | "full";

interface LetterBodyProps {
  message: ThreadMessage;
  view: LetterView;
  setView: (view: LetterView) => void;
  images: boolean;
  showImages: () => void;
}

export function LetterBody({ message, view, setView, images, showImages }: LetterBodyProps) {
  if (message.unparsedBecause) return <RawText text={message.body} />;
  if (view === "html") return <MailFrame messageId={message.id} images={images} showImages={showImages} />;
  if (view === "full") return <FullText messageId={message.id} fold={() => setView("text")} />;
  return (
    <>
      <PlainText text={message.body} />
      {(message.quoted || message.cut) && <QuotePill expanded={false} onClick={() => setView("full")} />}
    </>
  );
}

const RawText = ({ text }: { text: string }) => (
  <pre className="max-h-120 overflow-auto rounded-card bg-muted p-3 font-mono text-meta whitespace-pre-wrap wrap-anywhere">
    {text}
  </pre>
);
