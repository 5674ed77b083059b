"use client";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

interface DoorPageProps {
  title: string;
  hint?: string;
  /** The language switch. */
  language: ReactNode;
  children: ReactNode;
}

/** The page before one is in: one column, no picture. */
export function DoorPage({ title, hint, language, children }: DoorPageProps) {
  const t = useTranslations("common");
  return (
    <main
      id="content"
      className="grid min-h-dvh grid-rows-[1fr_auto] justify-items-center bg-sidebar px-4 py-8"
    >
      <div className="grid w-full max-w-90 content-center gap-6">
        <div className="grid gap-3">
          <p className="flex items-center gap-2 font-medium text-muted-foreground">
            <span className="grid size-6 place-items-center rounded-small bg-foreground text-sidebar">
              <Inbox className="size-3.5" aria-hidden />
            </span>
            {t("product")}
          </p>
          <h1 className="text-title font-semibold">{title}</h1>
          {hint && <p className="text-muted-foreground">{hint}</p>}
        </div>
        {children}
      </div>
      {language}
    </main>
  );
}
