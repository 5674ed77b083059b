"use client";
import clsx from "clsx";
import { Activity, ArrowLeft, BookOpen, ChartColumn, Folder, Plug, Sparkle, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";

const PAGES = {
  account: UserRound,
  integrations: Plug,
  folders: Folder,
  knowledge: BookOpen,
  model: Sparkle,
  scoreboard: ChartColumn,
  runs: Activity,
};
export type SettingsPageName = keyof typeof PAGES;

interface SettingsNavProps {
  pages: SettingsPageName[];
}

/** Beside the page when there is room, a strip above it on a phone. */
export function SettingsNav({ pages }: SettingsNavProps) {
  const t = useTranslations("settings");
  const pathname = usePathname();
  return (
    <nav
      aria-label={t("navigation")}
      className="flex shrink-0 gap-1 overflow-x-auto border-border bg-sidebar p-2 max-md:border-b md:w-55 md:flex-col md:border-r"
    >
      <Link href="/inbox" className={linkClass(false)}>
        <ArrowLeft aria-hidden />
        {t("toInbox")}
      </Link>
      <p className="px-2 pt-3 pb-1 text-meta font-medium text-subtle-foreground max-md:sr-only">
        {t("title")}
      </p>
      {pages.map((page) => {
        const Icon = PAGES[page];
        const href = `/inbox/settings/${page}`;
        const current = pathname.startsWith(href);
        return (
          <Link
            key={page}
            href={href}
            aria-current={current ? "page" : undefined}
            className={linkClass(current)}
          >
            <Icon className={clsx(current && "text-primary-text")} aria-hidden />
            {t(`pages.${page}`)}
          </Link>
        );
      })}
    </nav>
  );
}

const linkClass = (current: boolean) =>
  clsx(
    "touchable flex h-7.5 shrink-0 items-center gap-2 rounded-button px-2 whitespace-nowrap",
    current
      ? "bg-primary-soft font-medium text-foreground"
      : "text-muted-foreground hover:bg-accent hover:text-foreground",
  );
