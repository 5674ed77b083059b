"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readDeskAgain } from "@/components/inbox/list-cache";
import type { Conversation } from "@/db/schema";
import type { PaneActs } from "./pane-context";

const SEEN_AFTER = 300;

/** Marks a conversation as read when it has been on the screen for a moment: never because it was fetched ahead. */
export function useMarkRead(
  { id, unread, lastMessageAt }: Conversation,
  { markConversations }: PaneActs,
): void {
  const client = useQueryClient();
  const newest = lastMessageAt.getTime();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is to be read again; "mark as unread" is not
  useEffect(() => {
    if (!unread) return;
    let timer: ReturnType<typeof setTimeout>;
    const mark = async () => {
      const answer = await markConversations({ conversationIds: [id], unread: false }).catch(() => undefined);
      if (answer?.ok) readDeskAgain(client);
    };
    const wait = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(mark, SEEN_AFTER);
    };
    wait();
    document.addEventListener("visibilitychange", wait);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", wait);
    };
  }, [id, newest]);
}
