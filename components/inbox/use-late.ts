"use client";
import { useEffect, useRef, useState } from "react";

const AFTER = 300;
const AT_LEAST = 400;

/** True once something has lasted 300 ms, and then for 400 ms at least: what is quicker never flickers. */
export function useLate(lasting: boolean): boolean {
  const [late, setLate] = useState(false);
  const since = useRef(0);
  useEffect(() => {
    if (lasting === late) return;
    const delay = lasting ? AFTER : Math.max(0, since.current + AT_LEAST - Date.now());
    const timer = setTimeout(() => {
      since.current = Date.now();
      setLate(lasting);
    }, delay);
    return () => clearTimeout(timer);
  }, [lasting, late]);
  return late;
}
