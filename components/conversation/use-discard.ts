"use client";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import type { WritingMode } from "./composer-mode";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

interface Discarded {
  clear: () => void;
  giveBack: () => void;
}

/** Throws a draft away, here and on the server, with a moment to have it back. */
export function useDiscard(kind: WritingMode, { clear, giveBack }: Discarded) {
  const t = useTranslations("inbox.composer");
  const { conversation, acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  return async () => {
    clear();
    const answer = await settle(acts.discardDraft({ conversationId: conversation.id, kind }));
    if (answer.ok) return toast({ sentence: t("discarded"), undo: giveBack });
    giveBack();
    toast({ sentence: answer.message });
  };
}
