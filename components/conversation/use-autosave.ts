"use client";
import { useEffect, useRef, useState } from "react";

const AFTER = 800;

export type SavedState = "idle" | "unsaved" | "saved" | "failed";

/**
 * Saves what is being written a moment after it was, and at once when the field, the tab or the page is left. `forget`
 * drops what waits to be saved.
 */
export function useAutosave<Content>(save: (content: Content) => Promise<boolean>) {
  const [state, setState] = useState<SavedState>("idle");
  const waiting = useRef<{ content: Content } | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saveNow = async () => {
    clearTimeout(timer.current);
    const asked = waiting.current;
    if (!asked) return;
    waiting.current = undefined;
    const isSaved = await save(asked.content).catch(() => false);
    if (waiting.current) return;
    if (!isSaved) waiting.current = asked;
    setState(isSaved ? "saved" : "failed");
  };
  const latest = useRef(saveNow);
  latest.current = saveNow;
  const touch = (content: Content) => {
    waiting.current = { content };
    setState("unsaved");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), AFTER);
  };
  const forget = () => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    setState("idle");
  };
  useEffect(() => {
    const onHide = () => document.visibilityState === "hidden" && latest.current();
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("pagehide", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", onHide);
      void latest.current();
    };
  }, []);
  return { state, touch, saveNow: () => void saveNow(), forget };
}
