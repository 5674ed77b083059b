"use client";
import { useMemo } from "react";
import { useLocale, useNow, useTimeZone } from "use-intl";
import { createFormat, type Format } from "@/lib/i18n/format";

/** Dates, durations, sizes and numbers in the person's language; the same in the browser as on the server. */
export function useFormat(): Format {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow();
  return useMemo(() => createFormat({ locale, timeZone, now }), [locale, timeZone, now]);
}
