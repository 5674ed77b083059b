"use client";
import { StickyNote } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePane } from "./pane-context";
import { WindowLine } from "./window-line";

interface ComposerPromptProps {
  isShown: boolean;
  write: (what: "reply" | "note") => void;
}

/** On a phone, one line until somebody writes. */
export function ComposerPrompt({ isShown, write }: ComposerPromptProps) {
  const t = useTranslations("inbox.composer");
  const { panel } = usePane();
  if (!isShown) return null;
  return (
    <div className="md:hidden">
      <div className="-mt-0.5 pb-2 empty:hidden">
        <WindowLine isTemplate={false} />
      </div>
      <div className="flex items-center rounded-full border border-input pl-1">
        <button
          type="button"
          onClick={() => write("reply")}
          className="min-h-11 min-w-0 flex-1 truncate px-3 text-left text-subject text-subtle-foreground"
        >
          {t("replyTo", { name: panel.customer.name })}
        </button>
        <button
          type="button"
          aria-label={t("writeNote")}
          onClick={() => write("note")}
          className="grid size-11 place-items-center rounded-full text-muted-foreground [&_.lucide]:size-5"
        >
          <StickyNote aria-hidden />
        </button>
      </div>
    </div>
  );
}
