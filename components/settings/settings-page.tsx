"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

interface SettingsPageProps {
  title: string;
  hint?: string;
  chip?: ReactNode;
  actions?: ReactNode;
  /** The list this page is one of. */
  backTo?: string;
  children: ReactNode;
}

/** Heading with its actions, and what scrolls below it. */
export function SettingsPage({ title, hint, chip, actions, backTo, children }: SettingsPageProps) {
  const t = useTranslations("common");
  return (
    <main id="content" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-2.5 md:px-8">
        {backTo && (
          <Link
            href={backTo}
            aria-label={t("back")}
            className="touchable -ml-2 grid size-8 place-items-center rounded-button text-muted-foreground hover:bg-accent"
          >
            <ArrowLeft aria-hidden />
          </Link>
        )}
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-title font-semibold wrap-anywhere">{title}</h1>
          {chip}
          {hint && <p className="basis-full text-muted-foreground">{hint}</p>}
        </div>
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </main>
  );
}

interface SectionProps {
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3">
        <h2 className="text-letter font-semibold">{title}</h2>
        {hint && (
          <p className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full text-meta text-subtle-foreground">
            {hint}
          </p>
        )}
        <div className="ml-auto flex min-w-0">{action}</div>
      </div>
      {children}
    </section>
  );
}
