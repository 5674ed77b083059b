"use client";
import { useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import type { FolderDraft } from "./folder-form";
import type { Replay } from "./replay-pane";
import { isComplete, type RuleRefusal } from "./rule-draft";

type Answer = { ok: true; value: Replay } | { ok: false; message: string; field?: string };

const AFTER_TYPING_MS = 300;

/**
 * What the rule would have done, asked for again a moment after the last change; an old answer never wins, and the
 * numbers it knew stay until there are new ones.
 */
export function useReplay(first: Replay | undefined, preview: (draft: FolderDraft) => Promise<Answer>) {
  const t = useTranslations("errors");
  const [current, setCurrent] = useState(first);
  const [refusal, setRefusal] = useState<RuleRefusal>();
  const [busy, start] = useTransition();
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = (answer: Answer) => {
    if (answer.ok) setCurrent(answer.value);
    setRefusal(answer.ok ? undefined : { message: answer.message, path: answer.field ?? "" });
  };
  const ask = (draft: FolderDraft) => {
    clearTimeout(timer.current);
    asked.current += 1;
    const mine = asked.current;
    setRefusal(undefined);
    if (!draft.rule || !isComplete(draft.rule)) return;
    timer.current = setTimeout(() => {
      start(async () => {
        const answer = await preview(draft).catch(() => ({ ok: false as const, message: t("unknown") }));
        if (mine === asked.current) show(answer);
      });
    }, AFTER_TYPING_MS);
  };
  return { current, refusal, busy, ask };
}
