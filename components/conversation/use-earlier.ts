"use client";
import { type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import { useToast } from "@/components/ui/toast";
import type { Thread } from "@/db/queries/thread";
import { joinThreads } from "./arrange-thread";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

/** The thread with the older part that was asked for; what is on the screen does not move when that comes. */
export function useEarlier(latest: Thread, scroller: RefObject<HTMLDivElement | null>) {
  const { conversation, acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const [earlier, setEarlier] = useState<Thread>();
  const [isLoading, setLoading] = useState(false);
  const thread = joinThreads(earlier, latest);
  const showEarlier = async () => {
    const beforeId = thread.messages[0]?.id;
    if (beforeId === undefined) return;
    setLoading(true);
    const answer = await settle(acts.showEarlier({ conversationId: conversation.id, beforeId }));
    setLoading(false);
    if (!answer.ok) return toast({ sentence: answer.message });
    const pane = scroller.current;
    const fromEnd = pane ? pane.scrollHeight - pane.scrollTop : 0;
    flushSync(() => setEarlier(joinThreads(answer.value, thread)));
    if (pane) pane.scrollTop = pane.scrollHeight - fromEnd;
  };
  return { thread, isLoading, showEarlier };
}
