"use client";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

type Theme = "system" | "light" | "dark";

interface ThemeChoiceProps {
  theme: Theme;
  choose: (theme: string) => Promise<void>;
}

export function ThemeChoice({ theme, choose }: ThemeChoiceProps) {
  const t = useTranslations("common");
  const [chosen, setChosen] = useState(theme);
  const [, start] = useTransition();
  const options = (["system", "light", "dark"] as const).map((value) => ({
    value,
    label: t(`themes.${value}`),
  }));
  const change = (value: Theme) => {
    setChosen(value);
    document.documentElement.classList.remove("light", "dark");
    if (value !== "system") document.documentElement.classList.add(value);
    start(() => choose(value));
  };
  return <Segmented label={t("theme")} options={options} value={chosen} onChange={change} />;
}
