"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { readDeskAgain } from "./list-cache";
import { LiveStream } from "./live-stream";

const AT_MOST_EVERY = 1_500;
const POLLED_EVERY = 25_000;

/**
 * Keeps the desk fresh: lists and counters are read again when something changed, and the conversations that the
 * browser keeps when one of them is named. While the stream is lost everything is polled. Tells since when it is.
 */
export function useLive(keptPages: RefObject<Set<number>>): { lostSince: Date | undefined } {
  const client = useQueryClient();
  const router = useRouter();
  const [lostSince, setLostSince] = useState<Date>();
  const onNotice = useEffectEvent((conversationIds: number[], isFirst: boolean) => {
    readDeskAgain(client);
    const isKept = conversationIds.length === 0 || conversationIds.some((id) => keptPages.current.has(id));
    if (isKept && !isFirst) router.refresh();
  });

  useEffect(() => {
    const gathered = gather((ids) => onNotice(ids, false));
    const stream = new LiveStream({
      onNotice: (ids, isFirst) => (isFirst ? onNotice(ids, true) : gathered.add(ids)),
      onState: (isOpen) => setLostSince((since) => (isOpen ? undefined : (since ?? new Date()))),
    });
    return () => {
      stream.stop();
      gathered.stop();
    };
  }, []);

  useEffect(() => {
    if (!lostSince) return;
    const polling = setInterval(() => onNotice([], false), POLLED_EVERY);
    return () => clearInterval(polling);
  }, [lostSince]);
  return { lostSince };
}

/** The first at once, those that follow closely together. */
function gather(tell: (ids: number[]) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: number[][] = [];
  const flush = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const all = waiting;
    waiting = [];
    timer = setTimeout(flush, AT_MOST_EVERY);
    tell(all.some((ids) => ids.length === 0) ? [] : [...new Set(all.flat())]);
  };
  const add = (ids: number[]) => {
    waiting.push(ids);
    if (!timer) flush();
  };
  return { add, stop: () => clearTimeout(timer) };
}
