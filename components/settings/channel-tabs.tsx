"use client";
import clsx from "clsx";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { CHANNEL_ICONS, CHANNEL_KINDS, type ChannelKind } from "./channel-kinds";

/** Which kind of channel is to be connected: one page each. */
export function ChannelTabs({ chosen }: { chosen: ChannelKind }) {
  const t = useTranslations("settings.channel");
  return (
    <nav aria-label={t("kinds")} className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {CHANNEL_KINDS.map((kind) => {
        const Icon = CHANNEL_ICONS[kind];
        const isChosen = kind === chosen;
        return (
          <Link
            key={kind}
            href={{ query: kind === "email" ? {} : { channel: kind } }}
            replace
            aria-current={isChosen ? "page" : undefined}
            className={clsx(
              "touchable flex min-h-11 items-center gap-2 rounded-card border px-3 py-2 font-medium",
              isChosen ? "border-primary bg-primary-soft" : "border-border hover:bg-accent",
            )}
          >
            <Icon className={isChosen ? "text-primary-text" : "text-muted-foreground"} aria-hidden />
            {t(`kind.${kind}`)}
          </Link>
        );
      })}
    </nav>
  );
}
