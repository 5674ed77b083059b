"use client";
import { RefreshCw, Sparkle } from "lucide-react";
import { startTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";
import { useFormat } from "@/components/ui/use-format";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

/** What the conversation comes to, by the model: for who takes over. Absent when there is none and no model to ask. */
export function Summary() {
  const t = useTranslations("inbox.summary");
  const { conversation, summary, isModelOn, acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const ask = () =>
    startTransition(async () => {
      const answer = await settle(acts.summariseConversation({ conversationId: conversation.id }));
      if (!answer.ok) toast({ sentence: answer.message });
    });
  if (!summary && !isModelOn) return null;
  return (
    <section className="mt-3 border-t border-border pt-3">
      <div className="flex min-h-7 items-center justify-between gap-2 text-meta">
        <h2 className="font-medium text-subtle-foreground">{t("title")}</h2>
        {summary && isModelOn && summary.askedAt === null && (
          <IconButton size="small" label={t("again")} icon={<RefreshCw aria-hidden />} onClick={ask} />
        )}
      </div>
      {summary ? (
        <SummaryBox />
      ) : (
        <Button size="small" look="ghost" className="-ml-2" onClick={ask}>
          <Sparkle className="size-3.5" aria-hidden />
          {t("make")}
        </Button>
      )}
    </section>
  );
}

function SummaryBox() {
  const t = useTranslations("inbox.summary");
  const format = useFormat();
  const { summary } = usePane();
  if (!summary) return null;
  const { keyPoints, openQuestions, promises, askedAt, failure, writtenAt, newer } = summary;
  return (
    <div
      className="rounded-card border border-dashed border-input px-3 py-2 wrap-anywhere"
      aria-live="polite"
    >
      {askedAt !== null && <p className="text-muted-foreground">{t("writing")}</p>}
      {failure !== null && <p className="text-muted-foreground">{t("failed")}</p>}
      <Lines lines={keyPoints} />
      {openQuestions.length > 0 && <h3 className="mt-2 text-meta font-medium">{t("open")}</h3>}
      <Lines lines={openQuestions} />
      {promises.length > 0 && <h3 className="mt-2 text-meta font-medium">{t("promised")}</h3>}
      <Lines
        lines={promises.map(({ what, on }) =>
          t("promise", { what, date: format.day(new Date(`${on}T12:00:00Z`)) }),
        )}
      />
      {keyPoints.length > 0 && (
        <p className="mt-2 flex items-center gap-1 text-meta text-subtle-foreground">
          <Sparkle className="size-3" aria-hidden />
          {t("by", { date: format.listTime(writtenAt) })}
          {newer > 0 && ` · ${t("newer", { count: newer })}`}
        </p>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="grid list-disc gap-0.5 pl-4">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
