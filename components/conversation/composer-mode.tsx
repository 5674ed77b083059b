"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

export type WritingMode = "reply" | "note";

interface ComposerModeProps {
  mode: WritingMode;
  onChange: (mode: WritingMode) => void;
  options: { value: WritingMode; label: string; icon: ReactNode }[];
}

export function ComposerMode({ mode, onChange, options }: ComposerModeProps) {
  const t = useTranslations("inbox.composer");
  return (
    <Segmented
      label={t("mode")}
      value={mode}
      onChange={onChange}
      options={options.map(({ value, label, icon }) => ({
        value,
        label: (
          <>
            {icon}
            {label}
          </>
        ),
      }))}
    />
  );
}
