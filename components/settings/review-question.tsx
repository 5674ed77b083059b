"use client";
import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyCap } from "@/components/ui/key-cap";
import { useFormat } from "@/components/ui/use-format";
import { useKeys } from "@/components/ui/use-keys";
import type { ReviewQuestion as Question } from "@/db/queries/reviews";
import { Notice } from "./notice";
import { useAction } from "./use-action";

interface Said {
  given: number | null;
  confidence: number;
}

interface ReviewQuestionProps {
  question: Question | undefined;
  waiting: number;
  folders: { id: number; name: string }[];
  judge: (judged: {
    messageId: number;
    folderId: number | null;
  }) => Promise<{ ok: true; value: Said } | { ok: false; message: string }>;
}

/** One message, without what was made of it; where it belongs by a click or a number, then what had been said, and the next. */
export function ReviewQuestion({ question, waiting, folders, judge }: ReviewQuestionProps) {
  const t = useTranslations("model.scoreboard.review");
  const board = useTranslations("model.scoreboard");
  const format = useFormat();
  const router = useRouter();
  const [said, setSaid] = useState<Said>();
  // Also after a refusal: a colleague was quicker, and the next message waits.
  const judgeAndGoOn: typeof judge = async (judged) => {
    const answer = await judge(judged);
    setSaid(answer.ok ? answer.value : undefined);
    router.refresh();
    return answer;
  };
  const judging = useAction(judgeAndGoOn);
  const choose = (folderId: number | null) => {
    if (question && !judging.busy) judging.run({ messageId: question.messageId, folderId });
  };
  const keyed = folders.slice(0, 9);
  useKeys({
    "0": () => choose(null),
    ...Object.fromEntries(keyed.map(({ id }, index) => [String(index + 1), () => choose(id)])),
  });
  const nameOf = (id: number | null) => folders.find((folder) => folder.id === id)?.name ?? board("noFolder");
  return (
    <div className="grid gap-4">
      <p className="min-h-5 text-meta text-muted-foreground" aria-live="polite">
        {said &&
          t("said", {
            folder: nameOf(said.given),
            share: format.percent(Math.round(said.confidence * 100) / 100),
          })}
      </p>
      {judging.refusal && <Notice tone="failed" title={judging.refusal.message} live />}
      {question ? (
        <>
          <p className="text-meta text-subtle-foreground">{t("waiting", { count: waiting })}</p>
          <article aria-label={question.subject || question.customerName} className="grid gap-2">
            <h2 className="text-subject font-semibold">{question.subject || question.customerName}</h2>
            <p className="text-meta text-muted-foreground">
              {question.customerName}, {format.day(question.sentAt)}
            </p>
            <p className="max-h-80 overflow-y-auto text-letter whitespace-pre-line wrap-anywhere">
              {question.body}
            </p>
          </article>
          <div className="flex flex-wrap gap-2">
            {folders.map(({ id, name }, index) => (
              <Button key={id} onClick={() => choose(id)} busy={judging.busy}>
                {name}
                {index < 9 && <KeyCap>{index + 1}</KeyCap>}
              </Button>
            ))}
            <Button look="ghost" onClick={() => choose(null)} busy={judging.busy}>
              {board("noFolder")}
              <KeyCap>0</KeyCap>
            </Button>
          </div>
        </>
      ) : (
        <EmptyState icon={<CircleCheck aria-hidden />} title={t("empty")} hint={t("emptyHint")} />
      )}
    </div>
  );
}
