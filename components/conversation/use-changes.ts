"use client";
import { startTransition, useOptimistic } from "react";
import { useToast } from "@/components/ui/toast";
import type { Conversation } from "@/db/schema";
import type { Change, ConversationPatch, PaneActs } from "./pane-context";
import { useSettle } from "./use-settle";

/** The conversation as it will be, and `change`, which shows a change at once, makes it, and offers to undo it. */
export function useChanges(stored: Conversation, acts: PaneActs) {
  const toast = useToast();
  const settle = useSettle();
  const [conversation, patch] = useOptimistic(stored, (now, changed: ConversationPatch) => ({
    ...now,
    ...changed,
  }));
  const change = ({ patch: changed, act, sentence }: Change) =>
    startTransition(async () => {
      patch(changed);
      const answer = await settle(act());
      if (!answer.ok) return toast({ sentence: answer.message });
      const { before } = answer.value;
      if (before.length > 0) toast({ sentence, undo: () => restore(before) });
    });
  const restore = (before: { activityId: number }[]) =>
    startTransition(async () => {
      const answer = await settle(acts.restoreConversations({ before }));
      if (!answer.ok) toast({ sentence: answer.message });
    });
  return { conversation, patch, change };
}
