"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { ProposalGates } from "@/components/conversation/proposal-gates";
import { ProposalText } from "@/components/conversation/proposal-text";
import { Chip } from "@/components/ui/chip";
import { useFormat } from "@/components/ui/use-format";
import type { ShownCase } from "@/db/queries/rehearsal-list";
import type { Verdict } from "@/db/schema";
import { Notice } from "./notice";
import { RehearsalVote } from "./rehearsal-vote";
import { useAction } from "./use-action";

interface RehearsalCaseProps {
  rehearsalId: number;
  case: ShownCase;
  isBlind: boolean;
  judge: (judged: {
    rehearsalId: number;
    messageId: number;
    verdict: Verdict;
  }) => Promise<{ ok: true; value: null } | { ok: false; message: string }>;
}

/** What was asked, what a person answered and what the model would; blind, without saying whose is whose until judged. */
export function RehearsalCase({ rehearsalId, case: one, isBlind, judge }: RehearsalCaseProps) {
  const t = useTranslations("model.rehearsal");
  const format = useFormat();
  const [verdict, setVerdict] = useState(one.verdict);
  const judging = useAction(judge);
  const isRefused = judging.refusal !== undefined;
  const vote = (chosen: Verdict) => {
    setVerdict(chosen);
    judging.run({ rehearsalId, messageId: one.messageId, verdict: chosen });
  };
  const isHidden = isBlind && (verdict === null || isRefused) && one.text !== null;
  const isModelFirst = isBlind && one.messageId % 2 === 0;
  const person = (
    <Side key="person" title={isHidden ? t(isModelFirst ? "b" : "a") : t("person")}>
      <p className="whitespace-pre-line wrap-anywhere">{one.answer}</p>
    </Side>
  );
  const model = (
    <Side key="model" title={isHidden ? t(isModelFirst ? "a" : "b") : t("model")} proposed={!isHidden}>
      {isHidden ? <p className="whitespace-pre-line wrap-anywhere">{one.text}</p> : <ModelAnswer one={one} />}
    </Side>
  );
  return (
    <article aria-label={one.subject || one.customerName} className="grid gap-3 border-t border-border pt-4">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="font-medium">
          <Link href={`/inbox/${one.conversationId}`} className="hover:underline">
            {one.customerName}
          </Link>
        </h2>
        <span className="text-meta text-subtle-foreground">{format.day(one.askedAt)}</span>
        {!isHidden && (
          <Chip tone={one.sends ? "success" : "neutral"}>
            {one.sends ? t("wouldSend") : t("wouldNotSend")}
          </Chip>
        )}
      </header>
      <p className="max-w-180 border-l-2 border-border pl-3 whitespace-pre-line text-muted-foreground wrap-anywhere">
        {one.question}
      </p>
      <div className="grid gap-3 md:grid-cols-2">{isModelFirst ? [model, person] : [person, model]}</div>
      {judging.refusal && <Notice tone="failed" title={judging.refusal.message} live />}
      {isHidden && <RehearsalVote isModelFirst={isModelFirst} vote={vote} />}
      {isBlind && verdict && <p className="text-meta text-muted-foreground">{t(`verdicts.${verdict}`)}</p>}
    </article>
  );
}

function ModelAnswer({ one }: { one: ShownCase }) {
  const t = useTranslations("model.rehearsal");
  const format = useFormat();
  const [source, setSource] = useState<number>();
  if (one.text === null) {
    const isSilent = one.failure === "nothingFound";
    return <p className="text-muted-foreground">{t(isSilent ? "nothing" : "notAnswered")}</p>;
  }
  return (
    <>
      <ProposalText sentences={one.sentences} shown={source} show={setSource} />
      {one.similarity !== null && (
        <p className="text-meta text-subtle-foreground">
          {t("close", { share: format.percent(Math.round(one.similarity * 100) / 100) })}
        </p>
      )}
      <ProposalGates failed={one.gates.filter(({ passed }) => !passed)} passed={[]} />
    </>
  );
}

function Side({ title, proposed, children }: { title: string; proposed?: boolean; children: ReactNode }) {
  return (
    <div
      className={`rounded-card border px-3 py-2 ${proposed ? "border-dashed border-input" : "border-border"}`}
    >
      <h3 className="mb-1 text-meta font-medium text-muted-foreground">{title}</h3>
      {children}
    </div>
  );
}
