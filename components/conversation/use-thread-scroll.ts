"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";

interface Shown {
  newestId: number | undefined;
  /** The message at whose beginning the thread opens; undefined opens it at its end. */
  openAtId: number | undefined;
  pending: number;
}

const NEAR_END = 120;

/**
 * Opens a thread where its newest message begins, or at the message that the address names; later, what is new is
 * scrolled to only when the end was in sight.
 */
export function useThreadScroll(scroller: RefObject<HTMLDivElement | null>, shown: Shown): void {
  const { newestId, openAtId, pending } = shown;
  const wasNearEnd = useRef(false);
  const opened = useRef(false);

  useLayoutEffect(() => {
    const pane = scroller.current;
    if (!pane) return;
    const onScroll = () => {
      wasNearEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_END;
    };
    pane.addEventListener("scroll", onScroll, { passive: true });
    return () => pane.removeEventListener("scroll", onScroll);
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once when it opens, then for every new message
  useLayoutEffect(() => {
    const pane = scroller.current;
    if (!pane) return;
    if (!opened.current) {
      const named = /^#message-\d+$/.test(location.hash) ? location.hash.slice(1) : `message-${openAtId}`;
      const target = document.getElementById(named);
      pane.scrollTop = target ? target.offsetTop - pane.offsetTop - 8 : pane.scrollHeight;
      opened.current = true;
    } else if (wasNearEnd.current || pending > 0) {
      pane.scrollTo({ top: pane.scrollHeight, behavior: "smooth" });
    }
    wasNearEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_END;
  }, [newestId, pending]);
}
