"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FOLDER_ICONS, FolderIcon, type FolderIconName } from "./folder-icon";

interface FolderNameProps {
  name: string;
  icon: FolderIconName;
  refused: string | undefined;
  onChange: (changed: { name: string } | { icon: FolderIconName }) => void;
}

const ICONS = Object.keys(FOLDER_ICONS) as FolderIconName[];

export function FolderName({ name, icon, refused, onChange }: FolderNameProps) {
  const t = useTranslations("settings.folder");
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[1fr_10rem]">
      <Field label={t("name")} error={refused}>
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={80}
            value={name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("icon")}>
        {(wiring) => (
          <Select
            id={wiring.id}
            label={t("icon")}
            className="w-full"
            options={ICONS.map((value) => ({
              value,
              label: t(`icons.${value}`),
              icon: <FolderIcon name={value} className="text-muted-foreground" />,
            }))}
            value={icon}
            onChange={(chosen) => onChange({ icon: chosen })}
          />
        )}
      </Field>
    </div>
  );
}
