"use client";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";

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
