"use client";
import { useTranslations } from "use-intl";
import { Menu, MenuChoice } from "@/components/ui/menu";
import type { Status } from "@/db/schema";
import { HeaderButton } from "./header-button";
import { usePane } from "./pane-context";
import { StatusIcon } from "./status-icon";
import { useActs } from "./use-acts";

const CHOICES: readonly Status[] = ["new", "in_progress", "urgent", "resolved", "archived", "spam"];

export function StatusMenu() {
  const t = useTranslations("inbox.acts");
  const { status } = usePane().conversation;
  const { setStatus } = useActs();
  return (
    <Menu
      trigger={
        <HeaderButton aria-label={t("statusIs", { status: t(`status.${status}`) })}>
          <StatusIcon status={status} />
          <span className="truncate">{t(`status.${status}`)}</span>
        </HeaderButton>
      }
    >
      <MenuChoice
        label={t("changeStatus")}
        value={status}
        options={CHOICES.map((value) => ({
          value,
          label: t(`status.${value}`),
          icon: <StatusIcon status={value} className="size-4" />,
        }))}
        onChange={setStatus}
      />
    </Menu>
  );
}
