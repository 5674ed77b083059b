"use client";
import { useMemo, useState } from "react";
import type { Row } from "./use-list";

/** The checked rows of a list; those that leave it are not checked any more. */
export function useSelection(rows: Row[], query: string) {
  const [kept, setKept] = useState({ query, ids: new Set<number>(), anchor: 0, isOpen: false });
  const current = kept.query === query ? kept : { query, ids: new Set<number>(), anchor: 0, isOpen: false };
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const checked = useMemo(() => new Set(ids.filter((id) => current.ids.has(id))), [ids, current.ids]);

  const check = (changed: Set<number>, anchor: number) =>
    setKept({ query, ids: changed, anchor, isOpen: true });
  const toggle = (id: number) => {
    const changed = new Set(checked);
    if (!changed.delete(id)) changed.add(id);
    check(changed, id);
  };
  /** Everything between the row checked last and this one. */
  const extend = (id: number) => {
    const [from, to] = [ids.indexOf(current.anchor), ids.indexOf(id)];
    if (from < 0 || to < 0) return toggle(id);
    const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    setKept({ query, ids: new Set([...checked, ...range]), anchor: current.anchor, isOpen: true });
  };
  return {
    checked,
    /** True while the checkboxes stand in every row. */
    isOpen: current.isOpen && (checked.size > 0 || current.ids.size === 0),
    toggle,
    extend,
    all: () => check(new Set(ids), ids[0] ?? 0),
    open: () => setKept({ ...current, isOpen: true }),
    clear: () => setKept({ query, ids: new Set(), anchor: 0, isOpen: false }),
  };
}

export type Selection = ReturnType<typeof useSelection>;
