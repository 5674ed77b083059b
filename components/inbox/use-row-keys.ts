"use client";
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useKeys } from "@/components/ui/use-keys";
import { useDesk } from "./desk-context";

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** One row takes the focus (roving): arrows move it, Enter opens, Space checks, → reaches the acts of the row. */
export function useRowKeys(scroller: RefObject<HTMLDivElement | null>) {
  const { rows, place, selection } = useDesk();
  const [focused, setFocused] = useState<number>();
  const wanted = useRef<number>(undefined);
  const hasFocus = useRef(false);
  const lastIndex = useRef(0);
  const at = rows.findIndex((row) => row.id === (focused ?? place.openId));
  // What had the focus has left: the one that took its place.
  const index = at >= 0 ? at : Math.min(lastIndex.current, rows.length - 1);
  const focusedId = rows[index]?.id;

  useEffect(() => {
    lastIndex.current = Math.max(index, 0);
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (!isLost && (wanted.current === undefined || wanted.current !== focusedId)) return;
    wanted.current = undefined;
    focusRow(scroller.current, focusedId, index);
  });

  const move = (step: number, from = index) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, from + step))];
    if (!next) return;
    wanted.current = next.id;
    setFocused(next.id);
    return next.id;
  };
  const walk = (step: number) => {
    if (place.openId === undefined) {
      const isInside = scroller.current?.contains(document.activeElement);
      return void move(isInside ? step : 0);
    }
    const open = rows.findIndex((row) => row.id === place.openId);
    const next = move(step, open);
    if (next !== undefined) place.open(next);
  };
  const check = () => focusedId !== undefined && selection.toggle(focusedId);
  const stretch = (step: number) => {
    if (focusedId !== undefined && selection.checked.size === 0) selection.toggle(focusedId);
    const next = move(step);
    if (next !== undefined) selection.extend(next);
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    "shift+j": () => stretch(1),
    "shift+k": () => stretch(-1),
    x: check,
    o: () => focusedId !== undefined && place.open(focusedId),
    "ctrl+a": selection.all,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const isOnRow = event.target instanceof HTMLElement && event.target.role === "row";
    if (step !== undefined && event.shiftKey) stretch(step);
    else if (step !== undefined) move(step);
    else if (event.key === "Enter" && isOnRow && focusedId !== undefined) place.open(focusedId);
    else if (event.key === " " && isOnRow) check();
    else if (!moveInside(event)) return;
    event.preventDefault();
  };
  const onBlur = () => {
    hasFocus.current = false;
  };
  const onFocus = ({ target }: FocusEvent) => {
    hasFocus.current = true;
    const id = Number(target.closest<HTMLElement>("[data-row]")?.dataset.row);
    if (id && id !== focusedId) setFocused(id);
  };
  return { focusedId, onKeyDown, onFocus, onBlur };
}

/** → and ← go through what can be pressed in a row. */
function moveInside({ key, target }: KeyboardEvent): boolean {
  if ((key !== "ArrowRight" && key !== "ArrowLeft") || !(target instanceof HTMLElement)) return false;
  const row = target.closest<HTMLElement>("[data-row]");
  const cells = [row, ...(row?.querySelectorAll<HTMLElement>("button") ?? [])];
  const next = cells[cells.indexOf(target) + (key === "ArrowRight" ? 1 : -1)];
  next?.focus();
  return next !== undefined;
}

// A row far away is not drawn yet: it is scrolled to first.
function focusRow(scroller: HTMLElement | null, id: number | undefined, index: number): void {
  const find = () => scroller?.querySelector<HTMLElement>(`[data-row="${id}"]`);
  const row = find();
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
  if (row) return;
  const height = scroller?.querySelector("[data-row]")?.clientHeight ?? 81;
  scroller?.scrollTo({ top: index * height });
  requestAnimationFrame(() => find()?.focus());
}
