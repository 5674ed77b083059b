"use client";
import clsx from "clsx";
import Link from "next/link";
import type { DragEvent, MouseEvent, ReactElement, ReactNode } from "react";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Tooltip } from "@/components/ui/tooltip";
import { type ListFilter, readFilter, writeFilter } from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";
import { draggedIds } from "./drag";
import { RAIL, useMedia } from "./use-media";

const COUNTED_AT_MOST = 1_000;

export const navClass = ({ isCurrent, isUnread }: { isCurrent?: boolean; isUnread?: boolean }) =>
  clsx(
    "relative flex h-7.5 w-full items-center gap-2 rounded-button px-2 text-left max-lg:h-11 lg:max-xl:h-9 lg:max-xl:justify-center lg:max-xl:px-0",
    isCurrent && "bg-primary-soft font-medium text-foreground [&>.lucide]:text-primary-text",
    !isCurrent && "hover:bg-accent hover:text-foreground",
    !isCurrent && (isUnread ? "text-foreground" : "text-muted-foreground"),
  );

/** Beside its icon; read but not shown where only icons have room. */
export function SidebarLabel({ children }: { children: ReactNode }) {
  return <span className="min-w-0 truncate lg:max-xl:sr-only">{children}</span>;
}

interface SidebarLinkProps {
  icon: ReactElement;
  to: Partial<ListFilter>;
  isCurrent: boolean;
  count?: number;
  tone?: "unread" | "quiet" | "trouble";
  /** What happens to conversations that are dropped here. */
  onDropped?: (ids: number[]) => void;
  /** What else there is to say, where there is room for it. */
  mark?: ReactNode;
  children: string;
}

/** One list to go to, with what waits in it. */
export function SidebarLink({ icon, to, isCurrent, count = 0, tone = "unread", ...rest }: SidebarLinkProps) {
  const { place } = useDesk();
  const isRail = useMedia(RAIL);
  const drop = useDrop(rest.onDropped);
  const filter = { ...readFilter(writeFilter({ ...readFilter(""), ...to })) };
  const query = writeFilter(filter);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    place.goTo(filter);
  };
  const link = (
    <Link
      href={`/inbox${query && `?${query}`}`}
      prefetch={false}
      onClick={onClick}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        navClass({ isCurrent, isUnread: tone === "unread" && count > 0 }),
        drop.isOver && "bg-primary-soft ring-2 ring-ring",
      )}
      {...drop.handlers}
    >
      {icon}
      <SidebarLabel>{rest.children}</SidebarLabel>
      {rest.mark && <span className="ml-auto flex shrink-0 lg:max-xl:sr-only">{rest.mark}</span>}
      {count > 0 && <Count count={count} tone={tone} isCurrent={isCurrent} />}
    </Link>
  );
  return isRail ? (
    <Tooltip content={rest.children} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function Count({ count, tone, isCurrent }: { count: number; tone: string; isCurrent: boolean }) {
  const t = useTranslations("inbox.sidebar");
  const locale = useLocale();
  const shown = count >= COUNTED_AT_MOST ? t("beyond", { count: 999 }) : count.toLocaleString(locale);
  return (
    <span
      className={clsx(
        "ml-auto shrink-0 pl-1 text-meta lg:max-xl:absolute lg:max-xl:top-0.5 lg:max-xl:right-0 lg:max-xl:rounded-full lg:max-xl:px-1 lg:max-xl:text-hint",
        tone === "unread" &&
          (isCurrent ? "font-semibold text-primary-text" : "font-semibold text-foreground"),
        tone === "unread" && "lg:max-xl:bg-primary lg:max-xl:text-primary-foreground",
        tone === "quiet" && "font-normal text-subtle-foreground",
        tone === "trouble" && "font-semibold text-destructive",
      )}
    >
      <span aria-hidden={tone === "unread"}>{shown}</span>
      {tone === "unread" && <span className="sr-only">{t("unread", { count })}</span>}
    </span>
  );
}

function useDrop(onDropped: ((ids: number[]) => void) | undefined) {
  const [isOver, setOver] = useState(false);
  if (!onDropped) return { isOver: false, handlers: {} };
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!draggedIds.areIn(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onDropped(draggedIds.read(event));
    },
  };
  return { isOver, handlers };
}
