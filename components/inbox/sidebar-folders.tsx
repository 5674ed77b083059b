"use client";
import { FolderOpen, Newspaper, Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { FolderIcon } from "@/components/settings/folder-icon";
import { useDesk } from "./desk-context";
import { SidebarLink } from "./sidebar-link";

/** In their order; conversations are moved by dropping them on one. */
export function SidebarFolders({ mayManage }: { mayManage: boolean }) {
  const t = useTranslations("inbox.sidebar");
  const { place, sidebar, act } = useDesk();
  const { folder, view } = place.filter;
  return (
    <section aria-label={t("folders")}>
      <SidebarHeading
        title={t("folders")}
        add={mayManage ? { href: "/inbox/settings/folders", label: t("manageFolders") } : undefined}
      />
      {sidebar.folders.map(({ id, name, icon, unread }) => (
        <SidebarLink
          key={id}
          icon={<FolderIcon name={icon} />}
          to={{ folder: id }}
          isCurrent={folder === id}
          count={unread}
          onDropped={(ids) => act(ids, { kind: "move", to: { id, name } })}
        >
          {name}
        </SidebarLink>
      ))}
      <SidebarLink
        icon={<FolderOpen aria-hidden />}
        to={{ folder: "none" }}
        isCurrent={folder === "none"}
        count={sidebar.counters.withoutFolder}
        onDropped={(ids) => act(ids, { kind: "move", to: null })}
      >
        {t("withoutFolder")}
      </SidebarLink>
      <SidebarLink
        icon={<Newspaper aria-hidden />}
        to={{ view: "newsletters" }}
        isCurrent={view === "newsletters" && folder === undefined}
        count={sidebar.counters.newsletters}
        tone="quiet"
      >
        {t("views.newsletters")}
      </SidebarLink>
    </section>
  );
}

interface SidebarHeadingProps {
  title: string;
  add?: { href: string; label: string };
  children?: ReactNode;
}

export function SidebarHeading({ title, add }: SidebarHeadingProps) {
  return (
    <div className="flex h-8.25 items-end justify-between px-2 pt-3 pb-1 lg:max-xl:mx-2 lg:max-xl:h-4 lg:max-xl:border-b lg:max-xl:border-border lg:max-xl:p-0 lg:max-xl:mb-2">
      <h2 className="text-meta font-medium text-subtle-foreground lg:max-xl:sr-only">{title}</h2>
      {add && (
        <Link
          href={add.href}
          aria-label={add.label}
          className="touchable -my-1 -mr-1 grid size-6 place-items-center rounded-small text-subtle-foreground hover:bg-accent hover:text-foreground lg:max-xl:hidden"
        >
          <Plus className="size-3.5!" aria-hidden />
        </Link>
      )}
    </div>
  );
}
