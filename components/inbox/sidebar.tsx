"use client";
import {
  CircleAlert,
  Inbox,
  type LucideIcon,
  Mails,
  PencilLine,
  Send,
  Settings2,
  SquarePen,
  UserRound,
  UserRoundX,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { View } from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";
import { PersonMenu, type PersonMenuProps } from "./person-menu";
import { SidebarChannels } from "./sidebar-channels";
import { SidebarFolders } from "./sidebar-folders";
import { navClass, SidebarLabel, SidebarLink } from "./sidebar-link";

const VIEWS: [View, LucideIcon][] = [
  ["inbox", Inbox],
  ["mine", UserRound],
  ["unassigned", UserRoundX],
  ["drafts", PencilLine],
  ["sent", Send],
  ["failed", CircleAlert],
  ["all", Mails],
];

export interface SidebarProps extends PersonMenuProps {
  company: string;
  /** Adds the ways to where folders and channels are made. */
  mayManage: boolean;
}

/** Work views, folders and channels, each with what waits in it; the company above, settings and the person below. */
export function Sidebar({ company, mayManage, ...person }: SidebarProps) {
  const t = useTranslations("inbox.sidebar");
  return (
    <nav aria-label={t("navigation")} className="flex min-h-0 flex-1 flex-col p-2">
      <div className="flex min-h-10 shrink-0 items-center gap-2 px-2 lg:max-xl:flex-col lg:max-xl:px-0 lg:max-xl:pt-2">
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-small bg-foreground text-hint font-semibold text-sidebar"
        >
          {initials(company)}
        </span>
        <span className="min-w-0 flex-1 truncate font-medium lg:max-xl:sr-only">{company}</span>
        <WriteButton />
      </div>
      <div className="-mx-2 mt-1 min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        <ViewLinks />
        <SidebarFolders mayManage={mayManage} />
        <SidebarChannels mayManage={mayManage} />
      </div>
      <div className="shrink-0 pt-1">
        <Link href="/inbox/settings" className={navClass({})}>
          <Settings2 aria-hidden />
          <SidebarLabel>{useTranslations("common")("settings")}</SidebarLabel>
        </Link>
        <PersonMenu {...person} />
      </div>
    </nav>
  );
}

function WriteButton() {
  const t = useTranslations("inbox.newConversation");
  const { write } = useDesk();
  return (
    <IconButton
      label={t("title")}
      shortcut="c"
      icon={<SquarePen aria-hidden />}
      size="small"
      className="-mr-1.5 lg:max-xl:mr-0"
      onClick={write}
    />
  );
}

function ViewLinks() {
  const t = useTranslations("inbox.sidebar.views");
  const { place, sidebar } = useDesk();
  const { counters } = sidebar;
  const { view, folder, channel } = place.filter;
  const counts: Partial<Record<View, number>> = counters;
  return VIEWS.map(([name, Icon]) => (
    <SidebarLink
      key={name}
      icon={<Icon aria-hidden />}
      to={{ view: name }}
      isCurrent={view === name && folder === undefined && channel === undefined}
      count={counts[name]}
      tone={name === "failed" ? "trouble" : name === "drafts" ? "quiet" : "unread"}
    >
      {t(name)}
    </SidebarLink>
  ));
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toLocaleUpperCase();
