import type { ReactNode } from "react";

export function KeyCap({ children }: { children: ReactNode }) {
  return (
    <kbd className="min-w-4 rounded-cap px-1 text-center font-sans text-hint font-medium whitespace-nowrap ring-1 ring-current/25 ring-inset">
      {children}
    </kbd>
  );
}
