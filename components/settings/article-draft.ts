"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useAction } from "./use-action";

export interface ArticleDraft {
  /** Null for a new one. */
  articleId: number | null;
  version: number;
  title: string;
  body: string;
}

type Saved = { articleId: number; version: number };
export type SaveArticle<Value> = (
  draft: ArticleDraft,
) => Promise<{ ok: true; value: Value } | { ok: false; message: string; field?: string }>;

export interface ArticleSaves {
  save: SaveArticle<Saved>;
  publish: SaveArticle<Saved & { passageCount: number }>;
}

/** What is being written, and its two ways to be kept. A refusal leaves the words where they are. */
export function useArticleDraft(first: ArticleDraft, { save, publish }: ArticleSaves) {
  const t = useTranslations("model.knowledge.article");
  const router = useRouter();
  const [kept, setKept] = useState(first);
  const [draft, setDraft] = useState(first);
  const isChanged = draft.title !== kept.title || draft.body !== kept.body;
  useLeaveWarning(isChanged);
  // A newer version, of a page that was read again: shown at once, but never over words that are not kept yet.
  if (first.version > kept.version && !isChanged) {
    setKept(first);
    setDraft(first);
  }
  const follow = (saved: Saved) => {
    setKept({ ...draft, ...saved });
    setDraft((current) => ({ ...current, ...saved }));
    if (draft.articleId === null) router.replace(`/inbox/settings/knowledge/${saved.articleId}`);
    else router.refresh();
  };
  const saving = useAction(save, (saved, toast) => {
    toast({ sentence: t("savedUnpublished", { version: saved.version }) });
    follow(saved);
  });
  const publishing = useAction(publish, ({ passageCount, ...saved }, toast) => {
    toast({ sentence: t("published", { count: passageCount }) });
    follow(saved);
  });
  return {
    draft,
    isChanged,
    change: (changed: Partial<ArticleDraft>) => setDraft({ ...draft, ...changed }),
    saving,
    publishing,
    refusal: saving.refusal ?? publishing.refusal,
    refusedAt: (field: string) => saving.refusedAt(field) ?? publishing.refusedAt(field),
  };
}

function useLeaveWarning(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isWanted]);
}
