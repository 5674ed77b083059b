"use client";
import clsx from "clsx";
import { Reply, StickyNote } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { useKeys } from "@/components/ui/use-keys";
import { ComposerMode } from "./composer-mode";
import { ComposerPrompt } from "./composer-prompt";
import { usePane } from "./pane-context";
import { ProposeButton } from "./propose-button";
import { NoteFields, ReplyFields } from "./reply-fields";
import { useComposer } from "./use-composer";
import { useDropFiles } from "./use-drop-files";

/** Where an answer or a note is written: two colours, so that one is never taken for the other. */
export function Composer() {
  const t = useTranslations("inbox.composer");
  const { recipients, channel } = usePane();
  const writing = useComposer();
  const { mode, isOpen, write } = writing;
  const id = useId();
  const drop = useDropFiles(writing.uploads.add, mode === "reply" && channel.source !== "sms");
  const isNote = mode === "note";
  useKeys({
    r: () => write("reply"),
    a: () => write(recipients.replyAll ? "replyAll" : "reply"),
    n: () => write("note"),
    i: () => write("note"),
  });
  return (
    <div className="group shrink-0 px-5 pb-3.5 max-md:border-t max-md:border-border max-md:px-3 max-md:pt-2 max-md:pb-[calc(0.75rem+env(safe-area-inset-bottom))]">
      <ComposerPrompt isShown={!isOpen} write={write} />
      <section
        id="composer"
        aria-label={t("label")}
        {...drop.props}
        className={clsx(
          "rounded-card border transition-colors focus-within:border-input",
          isNote ? "border-note-line bg-note" : "border-border bg-background",
          drop.isOver && "ring-2 ring-ring",
          !isOpen && "max-md:hidden",
        )}
      >
        <div className="flex items-center gap-2 px-2 pt-1.5">
          <ComposerMode
            mode={mode}
            onChange={(next) => write(next)}
            options={[
              { value: "reply", label: t("reply"), icon: <Reply className="size-3.5" aria-hidden /> },
              { value: "note", label: t("note"), icon: <StickyNote className="size-3.5" aria-hidden /> },
            ]}
          />
          {isNote ? (
            <span className="truncate text-meta text-muted-foreground">{t("noteHint")}</span>
          ) : (
            <ProposeButton />
          )}
        </div>
        {isNote ? <NoteFields id={id} writing={writing} /> : <ReplyFields id={id} writing={writing} />}
      </section>
    </div>
  );
}
