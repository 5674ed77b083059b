"use client";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { startTransition } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuChoice, MenuItem, MenuLine, MenuLink } from "@/components/ui/menu";
import { THEMES, type Theme } from "@/lib/i18n/theme";
import { useDesk } from "./desk-context";
import { navClass, SidebarLabel } from "./sidebar-link";

export interface PersonMenuProps {
  theme: Theme;
  chooseTheme: (theme: string) => Promise<void>;
  chooseLanguage: (locale: string) => Promise<void>;
  signOut: () => Promise<void>;
  showShortcuts: () => void;
}

/** Who is signed in: their account, language, theme, keys, and the way out. */
export function PersonMenu({ theme, chooseTheme, chooseLanguage, signOut, showShortcuts }: PersonMenuProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { me } = useDesk();
  const languages = (["fr", "en"] as const).map((value) => ({
    value,
    label: t(`common.languages.${value}`),
  }));
  const themes = THEMES.map((value) => ({ value, label: t(`common.themes.${value}`) }));
  const trigger = (
    <button type="button" aria-label={t("inbox.sidebar.account", { name: me.name })} className={navClass({})}>
      <span className="-mx-0.5">
        <Avatar name={me.name} size="small" ours />
      </span>
      <SidebarLabel>
        <span className="text-foreground">{me.name}</span>
      </SidebarLabel>
    </button>
  );
  const switchTheme = (value: Theme) => {
    document.documentElement.classList.remove("light", "dark");
    if (value !== "system") document.documentElement.classList.add(value);
    startTransition(() => chooseTheme(value));
  };
  return (
    <Menu trigger={trigger} side="top">
      <MenuLink icon={<UserRound aria-hidden />} link={<Link href="/inbox/settings/account" />}>
        {t("inbox.sidebar.accountPage")}
      </MenuLink>
      <MenuItem icon={<Keyboard aria-hidden />} shortcut="?" onSelect={showShortcuts}>
        {t("inbox.sidebar.shortcuts")}
      </MenuItem>
      <MenuLine />
      <MenuChoice
        label={t("common.language")}
        value={locale}
        options={languages}
        onChange={(value) => startTransition(() => chooseLanguage(value))}
      />
      <MenuLine />
      <MenuChoice label={t("common.theme")} value={theme} options={themes} onChange={switchTheme} />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => startTransition(() => signOut())}>
        {t("common.signOut")}
      </MenuItem>
    </Menu>
  );
}
