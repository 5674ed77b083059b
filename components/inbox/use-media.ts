"use client";
import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds; false while the server renders. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

export const RAIL = "(min-width: 1024px) and (max-width: 1279px)";
export const ONE_PANE = "(max-width: 767px)";
