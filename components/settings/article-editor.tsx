"use client";
import { type FormEvent, type KeyboardEvent, type ReactNode, useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { type ArticleDraft, type ArticleSaves, useArticleDraft } from "./article-draft";
import { ArticlePreview } from "./article-preview";
import { Notice } from "./notice";

interface ArticleEditorProps extends ArticleSaves {
  article: ArticleDraft & { isPublished: boolean };
  /** What stands beside it when there is room, below it otherwise. */
  children: ReactNode;
}

/** Words on the left, how they read on the right; on a small screen one of the two. Enter in the title and Ctrl+S save. */
export function ArticleEditor({ article, children, ...saves }: ArticleEditorProps) {
  const { isPublished, ...first } = article;
  const writing = useArticleDraft(first, saves);
  const [view, setView] = useState<View>("write");
  const { draft, saving, isChanged, refusal } = writing;
  const save = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (isChanged && !saving.busy) saving.run(draft);
  };
  const isPreview = view === "preview";
  return (
    <div className="grid min-h-full xl:h-full xl:grid-cols-2 xl:grid-rows-1">
      <form
        noValidate
        onSubmit={save}
        onKeyDown={(event) => event.key === "s" && (event.ctrlKey || event.metaKey) && save(event)}
        className="flex flex-col border-border bg-pane max-xl:border-b xl:min-h-0 xl:border-r"
      >
        <SaveBar writing={writing} isPublished={isPublished}>
          <ViewChoice view={view} onChange={setView} />
        </SaveBar>
        <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-4 md:px-8">
          {refusal && !refusal.field && <Notice tone="failed" title={refusal.message} live />}
          {isPreview && (
            <div className="min-h-80 xl:hidden">
              <ArticlePreview markdown={draft.body} />
            </div>
          )}
          <ArticleFields writing={writing} isHidden={isPreview} />
        </div>
      </form>
      <ReadSide markdown={draft.body}>{children}</ReadSide>
    </div>
  );
}

type Writing = ReturnType<typeof useArticleDraft>;
type View = "write" | "preview";

function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const t = useTranslations("model.knowledge.article");
  const options = [
    { value: "write" as const, label: t("write") },
    { value: "preview" as const, label: t("preview") },
  ];
  return (
    <div className="xl:hidden">
      <Segmented label={t("view")} options={options} value={view} onChange={onChange} />
    </div>
  );
}

interface SaveBarProps {
  writing: Writing;
  isPublished: boolean;
  children: ReactNode;
}

/** Above the words: below them, what was just said about saving would cover it. */
function SaveBar({ writing, isPublished, children }: SaveBarProps) {
  const t = useTranslations("model.knowledge.article");
  const { draft, isChanged, saving, publishing } = writing;
  const busy = publishing.busy || saving.busy;
  const isNew = draft.articleId === null;
  const unchanged = isNew ? t("nothingWritten") : t("nothingChanged", { version: draft.version });
  const settled = isPublished ? t("alreadyPublished") : isNew ? t("nothingWritten") : undefined;
  return (
    <div className="sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b border-border bg-pane px-4 py-2.5 md:px-8">
      {children}
      <span className="min-w-0 flex-1 text-meta text-subtle-foreground max-sm:hidden">
        {isChanged && t("unsaved")}
      </span>
      <span className="ml-auto flex gap-2">
        <Button type="submit" busy={busy} blockedBecause={isChanged ? undefined : unchanged}>
          {t("save")}
        </Button>
        <Button
          look="primary"
          busy={busy}
          blockedBecause={isChanged ? undefined : settled}
          onClick={() => publishing.run(draft)}
        >
          {t("publish")}
        </Button>
      </span>
    </div>
  );
}

/** Hidden under the preview of a small screen, never gone: what was typed stays. */
function ArticleFields({ writing, isHidden }: { writing: Writing; isHidden: boolean }) {
  const t = useTranslations("model.knowledge.article");
  const { draft, change, refusedAt } = writing;
  return (
    <div
      className={
        isHidden ? "hidden min-h-0 flex-1 flex-col gap-4 xl:flex" : "flex min-h-0 flex-1 flex-col gap-4"
      }
    >
      <Field label={t("title")} hint={t("titleHint")} error={refusedAt("title")}>
        {(wiring) => (
          <Input
            {...wiring}
            value={draft.title}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("body")}
        hint={t("bodyHint")}
        error={refusedAt("body")}
        className="flex-1 grid-rows-[auto_1fr_auto]"
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            value={draft.body}
            rows={18}
            onChange={(event) => change({ body: event.target.value })}
            className="font-mono leading-relaxed"
          />
        )}
      </Field>
    </div>
  );
}

function ReadSide({ markdown, children }: { markdown: string; children: ReactNode }) {
  const t = useTranslations("model.knowledge.article");
  const shown = useDeferredValue(markdown);
  return (
    <div className="grid min-w-0 content-start gap-8 px-4 py-4 md:px-8 xl:min-h-0 xl:overflow-y-auto">
      <section aria-label={t("preview")} className="max-xl:hidden">
        <ArticlePreview markdown={shown} />
      </section>
      {children}
    </div>
  );
}
