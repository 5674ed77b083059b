"use client";
import { useEffect, useRef } from "react";

/** A handler that returns false did not want the key: the next one is asked. */
type Keys = Record<string, (event: KeyboardEvent) => unknown>;

const SEQUENCE_WITHIN = 1_200;
const registered: { current: Keys }[] = [];
let begun: { key: string; at: number } | undefined;

/**
 * Single keys for the whole page: "j", "shift+u", "ctrl+k" (also Cmd), "?", "Escape", or two in a row: "g i". Matched by
 * character, so that every keyboard layout has them. Off while somebody types and while a dialog or a menu is open.
 * What was mounted last is asked first.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (registered.length === 0) window.addEventListener("keydown", onKey);
    registered.unshift(latest);
    return () => {
      registered.splice(registered.indexOf(latest), 1);
      if (registered.length === 0) window.removeEventListener("keydown", onKey);
    };
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return;
  const key = nameKey(event);
  if (!key) return;
  const first = begun && event.timeStamp - begun.at < SEQUENCE_WITHIN ? begun.key : undefined;
  begun = undefined;
  if (take(first ? `${first} ${key}` : key, event)) return;
  const begins = registered.some(({ current }) =>
    Object.keys(current).some((name) => name.startsWith(`${key} `)),
  );
  if (begins && !first) begun = { key, at: event.timeStamp };
}

function take(name: string, event: KeyboardEvent): boolean {
  for (const { current } of registered) {
    const handler = current[name];
    if (!handler || handler(event) === false) continue;
    event.preventDefault();
    return true;
  }
  return false;
}

/** "#" is AltGr+3 on some keyboards and Shift+3 on others: only a letter or a named key tells its Shift. */
function nameKey(event: KeyboardEvent): string | undefined {
  const typedByAltGr = event.getModifierState("AltGraph");
  if (event.altKey && !typedByAltGr) return undefined;
  if (["Shift", "Control", "Alt", "Meta", "AltGraph"].includes(event.key)) return undefined;
  const isLetter = /^\p{L}$/u.test(event.key);
  const ctrl = (event.ctrlKey || event.metaKey) && !typedByAltGr ? "ctrl+" : "";
  const shift = event.shiftKey && (isLetter || event.key.length > 1) ? "shift+" : "";
  return ctrl + shift + (isLetter ? event.key.toLowerCase() : event.key);
}

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";
const FLOATING = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** True while keys mean letters, or belong to what floats above the page. */
const isElsewhere = (target: EventTarget | null) =>
  (target instanceof Element && target.closest(TYPING) !== null) || document.querySelector(FLOATING) !== null;
