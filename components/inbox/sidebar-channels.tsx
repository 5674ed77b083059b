"use client";
import { Pause, Plus, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Chip } from "@/components/ui/chip";
import type { ShownChannel } from "@/lib/conversations/list-sidebar";
import { useDesk } from "./desk-context";
import { SidebarHeading } from "./sidebar-folders";
import { navClass, SidebarLabel, SidebarLink } from "./sidebar-link";
import { SourceIcon } from "./source-icon";

/** Where messages come in. One that fails says so instead of a number. */
export function SidebarChannels({ mayManage }: { mayManage: boolean }) {
  const t = useTranslations("inbox.sidebar");
  const { sidebar } = useDesk();
  const { channels } = sidebar;
  // Said once above them all, the names keep their room.
  const isDemo = channels.length > 0 && channels.every((channel) => channel.simulated);
  const add = { href: "/inbox/settings/integrations/new", label: t("addChannel") };
  return (
    <section aria-label={t("channels")}>
      <SidebarHeading
        title={t(isDemo ? "simulatedChannels" : "channels")}
        add={mayManage ? add : undefined}
      />
      {channels.map((channel) => (
        <ChannelLink key={channel.id} channel={channel} isMarked={!isDemo} />
      ))}
      {channels.length === 0 && mayManage && (
        <Link href={add.href} className={navClass({})}>
          <Plus aria-hidden />
          <SidebarLabel>{add.label}</SidebarLabel>
        </Link>
      )}
    </section>
  );
}

function ChannelLink({ channel, isMarked }: { channel: ShownChannel; isMarked: boolean }) {
  const t = useTranslations("inbox.sidebar");
  const { place } = useDesk();
  const isQuiet = !channel.failing && !channel.paused;
  return (
    <div className="relative">
      <SidebarLink
        icon={<SourceIcon source={channel.source} />}
        to={{ channel: channel.id }}
        isCurrent={place.filter.channel === channel.id}
        mark={isMarked && channel.simulated && isQuiet && <Chip>{t("simulated")}</Chip>}
      >
        {channel.source === "email" ? channel.address : channel.name}
      </SidebarLink>
      {channel.failing && (
        <Link
          href={`/inbox/settings/integrations/${channel.id}`}
          aria-label={t("failing", { name: channel.name })}
          title={t("failing", { name: channel.name })}
          className="touchable absolute top-1/2 right-0.5 grid size-6 -translate-y-1/2 place-items-center rounded-small bg-sidebar text-warning hover:bg-accent lg:max-xl:top-0 lg:max-xl:size-5 lg:max-xl:translate-y-0"
        >
          <TriangleAlert className="size-3.5!" aria-hidden />
        </Link>
      )}
      {channel.paused && (
        <span className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-subtle-foreground lg:max-xl:hidden">
          <Pause className="size-3.5!" aria-hidden />
          <span className="sr-only">{t("paused")}</span>
        </span>
      )}
    </div>
  );
}
