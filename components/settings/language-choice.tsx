"use client";
import { useTransition } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

interface LanguageChoiceProps {
  choose: (locale: string) => Promise<void>;
}

export function LanguageChoice({ choose }: LanguageChoiceProps) {
  const t = useTranslations("common");
  const locale = useLocale();
  const [, start] = useTransition();
  const options = (["fr", "en"] as const).map((value) => ({
    value,
    label: <span lang={value}>{t(`languages.${value}`)}</span>,
  }));
  const change = (value: string) => {
    document.documentElement.lang = value;
    start(() => choose(value));
  };
  return <Segmented label={t("language")} options={options} value={locale} onChange={change} />;
}
