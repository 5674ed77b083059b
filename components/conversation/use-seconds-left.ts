"use client";
import { useEffect, useState } from "react";

/** The whole seconds until a moment of the server's clock, which showed `readAt` when this came; counts down to 0. */
export function useSecondsLeft(until: Date | null, readAt: Date): number {
  const atFirst = until ? until.getTime() - readAt.getTime() : 0;
  const [left, setLeft] = useState(atFirst);
  useEffect(() => {
    const end = performance.now() + atFirst;
    setLeft(atFirst);
    if (atFirst <= 0) return;
    const timer = setInterval(() => {
      const rest = end - performance.now();
      setLeft(rest);
      if (rest <= 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [atFirst]);
  return Math.max(0, Math.ceil(left / 1000));
}
