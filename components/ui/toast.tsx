"use client";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { KeyCap } from "./key-cap";

interface Toast {
  /** What happened, with its number: "3 conversations déplacées dans SAV". */
  sentence: string;
  undo?: () => void;
}

type Shown = Toast & { id: number };

const SHOWN_FOR = 10_000;
const ShowToast = createContext<(toast: Toast) => void>(() => undefined);

/** Shows a sentence for ten seconds, with "Annuler" and the key z when it can be undone. The newest replaces. */
export const useToast = () => useContext(ShowToast);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  const [held, setHeld] = useState(false);
  const count = useRef(0);
  const show = useCallback((toast: Toast) => {
    count.current += 1;
    setShown({ ...toast, id: count.current });
  }, []);

  useEffect(() => {
    if (!shown || held) return;
    const timer = setTimeout(() => setShown(undefined), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [shown, held]);

  const undo = useCallback(() => {
    shown?.undo?.();
    setShown(undefined);
    setHeld(false);
  }, [shown]);
  useUndoKey(shown?.undo ? undo : undefined);

  return (
    <ShowToast value={show}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed bottom-3 left-3 z-50 lg:left-17 xl:left-58 2xl:left-63 max-w-[calc(100vw-1.5rem)] max-md:bottom-[calc(4.5rem+env(safe-area-inset-bottom))]"
      >
        {shown && (
          // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the time
          <div
            key={shown.id}
            className="rises pointer-events-auto flex min-h-10 items-center gap-3 rounded-card bg-foreground py-1.5 pr-2 pl-3.5 text-background shadow-float"
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <span>{shown.sentence}</span>
            {shown.undo && <UndoButton onClick={undo} />}
          </div>
        )}
      </div>
    </ShowToast>
  );
}

function UndoButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations("common");
  return (
    <button
      type="button"
      onClick={onClick}
      className="touchable flex h-7 items-center gap-2 rounded-small px-2 font-medium hover:bg-background/15"
    >
      {t("undo")} <KeyCap>z</KeyCap>
    </button>
  );
}

function useUndoKey(undo: (() => void) | undefined): void {
  useEffect(() => {
    if (!undo) return;
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      if (event.key !== "z" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo]);
}
