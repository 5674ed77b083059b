"use client";
import { useOptimistic } from "react";
import type { OpenConversation } from "@/lib/conversations/view/read-conversation";
import type { ConversationPatch, PendingMessage } from "./pane-context";

/** What is open as it will be when the server has done what it was asked: each is forgotten when its answer is there. */
export function useShown(open: OpenConversation) {
  const [conversation, patch] = useOptimistic(open.conversation, (now, changed: ConversationPatch) => ({
    ...now,
    ...changed,
  }));
  const [pending, showPending] = useOptimistic<PendingMessage[], PendingMessage>([], (shown, message) => [
    ...shown,
    message,
  ]);
  const [thread, hide] = useOptimistic(open.thread, (now, messageId: number) => ({
    ...now,
    messages: now.messages.filter(({ id }) => id !== messageId),
  }));
  return { conversation, patch, pending, showPending, thread, hide };
}
