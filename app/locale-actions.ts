"use server";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { isLocale, LOCALE_COOKIE } from "@/lib/i18n/locale";
import { readTheme, THEME_COOKIE } from "@/lib/i18n/theme";

const kept = {
  maxAge: 365 * 24 * 60 * 60,
  path: "/",
  sameSite: "lax",
  httpOnly: true,
  secure: env.APP_URL.startsWith("https://"),
} as const;

/** Keeps the language for a year; anything but one we speak changes nothing. */
export async function chooseLanguage(locale: string): Promise<void> {
  if (isLocale(locale)) (await cookies()).set(LOCALE_COOKIE, locale, kept);
}

export async function chooseTheme(theme: string): Promise<void> {
  (await cookies()).set(THEME_COOKIE, readTheme(theme), kept);
}
