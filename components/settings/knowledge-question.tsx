"use client";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useFormat } from "@/components/ui/use-format";
import { ArticlePreview } from "./article-preview";
import { Section } from "./settings-page";
import { TextField } from "./text-field";
import { useAction } from "./use-action";

interface Found {
  passageId: number;
  articleId: number;
  title: string;
  heading: string;
  body: string;
  /** 1 for the best. */
  score: number;
}

interface KnowledgeQuestionProps {
  ask: (input: {
    question: string;
  }) => Promise<{ ok: true; value: Found[] } | { ok: false; message: string; field?: string }>;
  /** The article on whose page this stands. */
  articleId?: number;
}

/** Shows which published passages a question would find. */
export function KnowledgeQuestion({ ask, articleId }: KnowledgeQuestionProps) {
  const t = useTranslations("model.knowledge.question");
  const [question, setQuestion] = useState("");
  const [found, setFound] = useState<Found[]>();
  const asking = useAction(ask, setFound);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.run({ question });
  };
  return (
    <div className="min-w-0">
      <Section title={t("title")}>
        <p className="-mt-2 text-meta text-subtle-foreground">{t("hint")}</p>
        <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
          <TextField
            label={t("label")}
            placeholder={t("placeholder")}
            value={question}
            maxLength={4000}
            onText={setQuestion}
          />
          <Button type="submit" size="large" busy={asking.busy} className="max-md:h-11">
            {t("ask")}
          </Button>
        </form>
        {asking.refusal && (
          <p role="alert" className="text-destructive">
            {asking.refusal.message}
          </p>
        )}
        <div role="status" className="grid gap-2">
          {found && (
            <p className="text-muted-foreground">
              {found.length > 0 ? t("found", { count: found.length }) : t("none")}
            </p>
          )}
          {found?.map((passage) => (
            <FoundPassage
              key={passage.passageId}
              passage={passage}
              isHere={passage.articleId === articleId}
            />
          ))}
        </div>
      </Section>
    </div>
  );
}

function FoundPassage({ passage, isHere }: { passage: Found; isHere: boolean }) {
  const t = useTranslations("model.knowledge.question");
  const format = useFormat();
  const { articleId, title, heading, body, score } = passage;
  return (
    <article className="grid gap-1 rounded-card border border-border px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {isHere ? (
          <Chip tone="primary">{t("here")}</Chip>
        ) : (
          <Link href={`/inbox/settings/knowledge/${articleId}`} className="font-medium hover:underline">
            {title}
          </Link>
        )}
        <span className="min-w-0 flex-1 text-meta wrap-anywhere text-muted-foreground">{heading}</span>
        <span className="text-meta text-subtle-foreground">
          {format.percent(Math.round(score * 100) / 100)}
        </span>
      </div>
      <ArticlePreview markdown={body} />
    </article>
  );
}
