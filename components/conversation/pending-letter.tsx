"use client";
import { ClockArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { NoteBox } from "./note";
import { type PendingMessage, usePane } from "./pane-context";
import { PlainText } from "./plain-text";

/** What was just written, before the server has it: nothing is said to be sent. */
export function PendingLetter({ message }: { message: PendingMessage }) {
  const t = useTranslations("inbox.thread");
  const { me } = usePane();
  if (message.kind === "note") return <NoteBox name={me.name} text={message.text} time={t("saving")} />;
  return (
    <article aria-busy className="pt-2.5 pb-3">
      <header className="flex items-center gap-2.5">
        <Avatar name={me.name} ours />
        <h2 className="font-semibold">{me.name}</h2>
      </header>
      <div className="pt-2 pl-9.5 text-letter max-md:pl-0">
        <PlainText text={message.text} />
        <p className="mt-2 flex items-center gap-1.5 text-meta text-subtle-foreground">
          <ClockArrowUp className="size-3.5" aria-hidden />
          {t("delivery.saving")}
        </p>
      </div>
    </article>
  );
}
