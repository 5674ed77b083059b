"use client";
import { useEffect, useState } from "react";
import { serverNow } from "./server-clock";

/** The whole seconds until a moment of the server's clock, which showed `readAt` when this was read; down to 0. */
export function useSecondsLeft(until: Date | null, readAt: Date): number {
  const end = until?.getTime() ?? 0;
  const [left, setLeft] = useState(() => seconds(end - readAt.getTime()));
  useEffect(() => {
    const tick = () => setLeft(seconds(end - serverNow(readAt)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [end, readAt]);
  return left;
}

const seconds = (milliseconds: number) => Math.max(0, Math.ceil(milliseconds / 1000));
