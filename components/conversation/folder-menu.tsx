"use client";
import { FolderOpen, Newspaper } from "lucide-react";
import { useTranslations } from "use-intl";
import { FolderIcon } from "@/components/settings/folder-icon";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { HeaderButton } from "./header-button";
import { usePane } from "./pane-context";
import { useActs } from "./use-acts";

const NONE = "none";

export function FolderMenu() {
  const t = useTranslations("inbox.acts");
  const { conversation, folders } = usePane();
  const { move } = useActs();
  const folder = folders.find(({ id }) => id === conversation.folderId);
  const name = conversation.bulk ? t("newsletters") : (folder?.name ?? t("noFolder"));
  return (
    <Menu
      trigger={
        <HeaderButton aria-label={t("folderIs", { name })}>
          <Mark isBulk={conversation.bulk} icon={folder?.icon} />
          <span className="truncate">{name}</span>
        </HeaderButton>
      }
    >
      <MenuChoice
        label={t("moveTo")}
        value={String(folder?.id ?? NONE)}
        options={[
          ...folders.map(({ id, name, icon }) => ({
            value: String(id),
            label: name,
            icon: <FolderIcon name={icon} />,
          })),
          { value: NONE, label: t("noFolder"), icon: <FolderOpen aria-hidden /> },
        ]}
        onChange={(value) => move(value === NONE ? null : Number(value))}
      />
    </Menu>
  );
}

function Mark({ isBulk, icon }: { isBulk: boolean; icon: string | undefined }) {
  if (isBulk) return <Newspaper aria-hidden />;
  return icon ? <FolderIcon name={icon} /> : <FolderOpen aria-hidden />;
}
