"use client";
import { useEffect, useState } from "react";
import { useNow } from "use-intl";

const MINUTE = 60_000;

/** The time, a minute at a time: "hier" and "attend depuis 1 h 28" stay true while the page is open. */
export function useMinutes(): Date {
  const [now, setNow] = useState(useNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
