"use client";
import clsx from "clsx";
import { BookOpen, Mail } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { ProposalSource } from "@/db/schema";

interface ProposalSourcesProps {
  sources: readonly ProposalSource[];
  shown: number | undefined;
  show: (source: number | undefined) => void;
}

/** What says it: the articles and messages, with the words of them that count. */
export function ProposalSources({ sources, shown, show }: ProposalSourcesProps) {
  const t = useTranslations("inbox.proposal");
  const why = useTranslations("inbox.thread.why");
  if (sources.length === 0) return null;
  return (
    <section aria-label={t("sources")} className="mt-2 border-t border-border pt-2">
      <h3 className="text-meta font-medium text-muted-foreground">{t("sources")}</h3>
      <ol className="mt-1 grid gap-1">
        {sources.map((source, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the number is what a source is called
            key={index}
            onMouseEnter={() => show(index)}
            onMouseLeave={() => show(undefined)}
            className={clsx(
              "flex gap-2 rounded-small px-1.5 py-1 text-meta",
              index === shown && "bg-primary-soft",
            )}
          >
            <span className="font-semibold text-primary-text">{index + 1}</span>
            <span className="min-w-0">
              <SourceName source={source} />
              <span className="block text-muted-foreground wrap-anywhere">
                {why("found", { text: source.quote })}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function SourceName({ source }: { source: ProposalSource }) {
  const t = useTranslations("inbox.proposal");
  const format = useFormat();
  if (source.kind === "article") {
    return (
      <Link
        href={`/inbox/settings/knowledge/${source.articleId}`}
        className="inline-flex items-center gap-1 font-medium hover:underline"
      >
        <BookOpen className="size-3.5" aria-hidden />
        {source.title}
      </Link>
    );
  }
  return (
    <span className="inline-flex items-center gap-1 font-medium">
      <Mail className="size-3.5" aria-hidden />
      {t("messageOf", { name: source.senderName, date: format.day(new Date(source.sentAt)) })}
    </span>
  );
}
