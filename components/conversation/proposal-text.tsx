"use client";
import clsx from "clsx";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import type { ProposalSentence } from "@/db/schema";

interface ProposalTextProps {
  sentences: readonly ProposalSentence[];
  /** The source that is pointed at. */
  shown: number | undefined;
  show: (source: number | undefined) => void;
}

/** The sentences, each with the numbers of what says it; one that nothing says is underlined and named so. */
export function ProposalText({ sentences, shown, show }: ProposalTextProps) {
  return (
    <div className="text-letter">
      {paragraphsOf(sentences).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a written proposal does not change
        <p key={index} className="mb-1.5 wrap-anywhere">
          {paragraph.map((sentence, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a written proposal does not change
            <Fragment key={at}>
              <Sentence sentence={sentence} shown={shown} show={show} />{" "}
            </Fragment>
          ))}
        </p>
      ))}
    </div>
  );
}

function Sentence({
  sentence,
  shown,
  show,
}: Omit<ProposalTextProps, "sentences"> & { sentence: ProposalSentence }) {
  const t = useTranslations("inbox.proposal");
  const { text, sources, states } = sentence;
  if (states && sources.length === 0) {
    return (
      <>
        <span className="underline decoration-warning decoration-dotted decoration-2 underline-offset-4">
          {text}
        </span>{" "}
        <span className="rounded-chip bg-warning-soft px-1.5 text-meta font-medium whitespace-nowrap text-warning">
          {t("unsourced")}
        </span>
      </>
    );
  }
  const isShown = shown !== undefined && sources.includes(shown);
  return (
    <>
      <span className={clsx("rounded-cap", isShown && "bg-primary-soft")}>{text}</span>
      {sources.map((source) => (
        <SourceNumber key={source} source={source} isShown={source === shown} show={show} />
      ))}
    </>
  );
}

interface SourceNumberProps {
  source: number;
  isShown: boolean;
  show: (source: number | undefined) => void;
}

function SourceNumber({ source, isShown, show }: SourceNumberProps) {
  const t = useTranslations("inbox.proposal");
  return (
    <button
      type="button"
      aria-label={t("source", { number: source + 1 })}
      aria-pressed={isShown}
      onMouseEnter={() => show(source)}
      onMouseLeave={() => show(undefined)}
      onFocus={() => show(source)}
      onBlur={() => show(undefined)}
      className={clsx(
        "mx-0.5 inline-grid h-4.5 min-w-4.5 place-items-center rounded-cap px-1 align-[1px] text-hint font-semibold",
        isShown ? "bg-primary text-primary-foreground" : "bg-primary-soft text-primary-text",
      )}
    >
      {source + 1}
    </button>
  );
}

function paragraphsOf(sentences: readonly ProposalSentence[]): ProposalSentence[][] {
  const paragraphs: ProposalSentence[][] = [[]];
  for (const sentence of sentences) {
    paragraphs.at(-1)?.push(sentence);
    if (sentence.after.startsWith("\n")) paragraphs.push([]);
  }
  return paragraphs.filter(({ length }) => length > 0);
}
