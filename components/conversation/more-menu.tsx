"use client";
import {
  Archive,
  BellRing,
  Ellipsis,
  Flag,
  FlagOff,
  Link2,
  MailOpen,
  Newspaper,
  ShieldAlert,
} from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { useKeys } from "@/components/ui/use-keys";
import { usePane } from "./pane-context";
import { useActs } from "./use-acts";
import { useCopy } from "./use-copy";
import { useFollowUps } from "./use-follow-ups";

const FOLLOW_UP_DAYS = [1, 3, 7];

/** With a `className` it is the phone's own button; without, the small one, which also listens to its key. */
export function MoreMenu({ className }: { className?: string }) {
  const t = useTranslations("inbox.acts");
  return (
    <>
      {!className && <UrgentKey />}
      <Menu
        align="end"
        trigger={
          className ? (
            <button type="button" aria-label={t("more")} className={className}>
              <Ellipsis aria-hidden />
            </button>
          ) : (
            <IconButton label={t("more")} icon={<Ellipsis aria-hidden />} size="small" />
          )
        }
      >
        <MoreItems />
      </Menu>
    </>
  );
}

function MoreItems() {
  const t = useTranslations("inbox.acts");
  const { conversation, path } = usePane();
  const { setStatus, reopen, markUnread, keepOutOfNewsletters } = useActs();
  const copy = useCopy();
  const followUp = useTranslations("inbox.followUp");
  const { plan } = useFollowUps();
  const { status, bulk } = conversation;
  return (
    <>
      {status === "urgent" ? (
        <MenuItem icon={<FlagOff aria-hidden />} shortcut="p" onSelect={reopen}>
          {t("notUrgent")}
        </MenuItem>
      ) : (
        <MenuItem icon={<Flag aria-hidden />} shortcut="p" onSelect={() => setStatus("urgent")}>
          {t("urgent")}
        </MenuItem>
      )}
      <MenuItem icon={<MailOpen aria-hidden />} shortcut="⇧ u" onSelect={markUnread}>
        {t("markUnread")}
      </MenuItem>
      {bulk && (
        <MenuItem icon={<Newspaper aria-hidden />} onSelect={keepOutOfNewsletters}>
          {t("keepOut")}
        </MenuItem>
      )}
      <MenuLine />
      {FOLLOW_UP_DAYS.map((days) => (
        <MenuItem key={days} icon={<BellRing aria-hidden />} onSelect={() => plan(days)}>
          {followUp("in", { days })}
        </MenuItem>
      ))}
      <MenuLine />
      {status !== "archived" && (
        <MenuItem icon={<Archive aria-hidden />} shortcut="#" onSelect={() => setStatus("archived")}>
          {t("archive")}
        </MenuItem>
      )}
      {status === "spam" ? (
        <MenuItem icon={<ShieldAlert aria-hidden />} onSelect={reopen}>
          {t("notSpam")}
        </MenuItem>
      ) : (
        <MenuItem icon={<ShieldAlert aria-hidden />} shortcut="!" onSelect={() => setStatus("spam")}>
          {t("spam")}
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={<Link2 aria-hidden />} onSelect={() => copy(path)}>
        {t("copyLink")}
      </MenuItem>
    </>
  );
}

/** The desk has the other keys. */
function UrgentKey() {
  const { status } = usePane().conversation;
  const { setStatus, reopen } = useActs();
  useKeys({ p: () => (status === "urgent" ? reopen() : setStatus("urgent")) });
  return null;
}
