"use client";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";
import { FullText } from "./full-text";
import { MailFrame } from "./mail-frame";
import { PlainText } from "./plain-text";

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

/** Opens in place what a message quotes. */
export function QuotePill({ expanded, onClick }: { expanded: boolean; onClick: () => void }) {
  const t = useTranslations("inbox.thread");
  return (
    <button
      type="button"
      aria-expanded={expanded}
      aria-label={t(expanded ? "hideQuoted" : "showQuoted")}
      title={t(expanded ? "hideQuoted" : "showQuoted")}
      onClick={onClick}
      className="touchable mt-2 flex h-4.5 items-center rounded-chip bg-accent px-2 text-muted-foreground hover:text-foreground aria-expanded:text-foreground"
    >
      <Ellipsis className="size-3.5" aria-hidden />
    </button>
  );
}

const RawText = ({ text }: { text: string }) => (
  <pre className="max-h-120 overflow-auto rounded-card bg-muted p-3 font-mono text-meta whitespace-pre-wrap wrap-anywhere">
    {text}
  </pre>
);
