"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Row } from "./use-list";

interface Steady {
  /** Of which list the rows are. */
  query: string;
  fresh: Row[];
  /** While true no row may move: the pointer is over them, or they are scrolled. */
  held: boolean;
  /** What left the list by this person's own act goes at once. */
  left: ReadonlySet<number>;
}

/** The rows to show: while they are held, news changes them where they stand, and what would move them waits. */
export function useSteadyRows({ query, fresh, held, left }: Steady) {
  const shown = useRef<{ query: string; rows: Row[] } | undefined>(undefined);
  const [round, setRound] = useState(0);
  const steady = useMemo(() => {
    void round;
    const before = shown.current?.query === query ? shown.current.rows : undefined;
    return before && held ? settle(before, fresh, left) : { rows: fresh, arriving: 0 };
  }, [query, fresh, held, left, round]);
  useEffect(() => {
    shown.current = { query, rows: steady.rows };
  }, [query, steady]);
  const letCome = () => {
    shown.current = undefined;
    setRound((count) => count + 1);
  };
  return { ...steady, letCome };
}

/** The shown rows in their places with what is new about them, then what follows the last of them. */
export function settle(
  shown: Row[],
  fresh: Row[],
  left: ReadonlySet<number>,
): { rows: Row[]; arriving: number } {
  const news = new Map(fresh.map((row) => [row.id, row]));
  const known = new Map(shown.map((row) => [row.id, row]));
  const rows = shown
    .filter((row) => news.has(row.id) || !left.has(row.id))
    .map((row) => news.get(row.id) ?? row);
  const last = fresh.findLastIndex((row) => known.has(row.id));
  const before = fresh.slice(0, Math.max(last, 0));
  const isNews = (row: Row) => (known.get(row.id)?.lastMessageAt ?? "") < row.lastMessageAt;
  return {
    rows: [...rows, ...fresh.slice(last + 1).filter((row) => !known.has(row.id))],
    arriving: before.filter(isNews).length,
  };
}
