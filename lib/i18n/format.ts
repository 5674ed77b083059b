import type { Locale } from "./locale";

interface Place {
  locale: Locale;
  timeZone: string;
  now: Date;
}

export type Format = ReturnType<typeof createFormat>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YESTERDAY: Record<Locale, string> = { fr: "hier", en: "yesterday" };
const UNITS: Record<Locale, string[]> = { fr: ["o", "Ko", "Mo", "Go"], en: ["B", "KB", "MB", "GB"] };

// Geist draws U+202F so thin that "12 345" looks joined; Intl writes it in French.
const widen = (text: string) => text.replaceAll("\u202f", "\u00a0");

/** Dates, durations, sizes and numbers as a person reads them, in their language and their company's time zone. */
export function createFormat({ locale, timeZone, now }: Place) {
  const written = (date: Date, options: Intl.DateTimeFormatOptions) =>
    widen(dateFormat(locale, { timeZone, ...options }).format(date));
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    widen(numberFormat(locale, options).format(value));
  const clock = (date: Date) => written(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const daysAgo = (date: Date) => Math.round((dayOf(now, timeZone) - dayOf(date, timeZone)) / DAY);

  return {
    number,
    /** "12,50 €" or "€12.50". */
    euros: (amount: number) => number(amount, { style: "currency", currency: "EUR" }),
    /** Of something cheap, as near as two digits tell: "0,033 €". */
    unitPrice: ({ amount, currency }: { amount: number; currency: string }) =>
      number(amount, { style: "currency", currency, maximumSignificantDigits: 2 }),
    /** Of a sum in millionths of a currency that is not named: "1,50", and two digits more of what is cheap. */
    amount: (millionths: number) =>
      number(millionths / 1_000_000, { minimumFractionDigits: 2, maximumFractionDigits: 4 }),
    percent: (share: number) => number(share, { style: "percent", maximumFractionDigits: 1 }),
    /** "09:12" today, then "hier", "ven.", "12 nov.", "12 nov. 2025". */
    listTime: (date: Date) => {
      const days = daysAgo(date);
      if (days === 0) return clock(date);
      if (days === 1) return YESTERDAY[locale];
      if (days > 1 && days < 7) return written(date, { weekday: "short" });
      return written(date, dayAndMonth(date, now, timeZone));
    },
    clock,
    /** "12 nov.", with the year when it is not this one. */
    day: (date: Date) => written(date, dayAndMonth(date, now, timeZone)),
    /** "Aujourd’hui", "Hier", "Jeudi 19 novembre", with the year when it is not this one. */
    dayName: (date: Date) => {
      const days = daysAgo(date);
      const { year } = dayAndMonth(date, now, timeZone);
      const near = days === 0 || days === 1;
      return capital(
        near
          ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day")
          : written(date, { weekday: "long", day: "numeric", month: "long", ...(year && { year }) }),
      );
    },
    /** "mardi 24 novembre 2026 à 09:12", for a title and for `<time>`. */
    moment: (date: Date) =>
      written(date, {
        dateStyle: "full",
        timeStyle: "short",
        hourCycle: "h23",
      } as Intl.DateTimeFormatOptions),
    /** "1 h 28" or "1h 28m"; "3 j" or "3d" from a day on; under a minute in seconds. */
    duration: (milliseconds: number) => durationOf(milliseconds, locale),
    /** "240 Ko", "1,2 Mo"; a kilobyte is 1024 bytes. */
    size: (bytes: number) => {
      const power = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log(bytes) / Math.log(1024)));
      const digits = power > 1 && bytes / 1024 ** power < 10 ? 1 : 0;
      return `${number(bytes / 1024 ** power, { maximumFractionDigits: digits })}\u00a0${UNITS[locale][power]}`;
    },
  };
}

const dateFormat = kept(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const numberFormat = kept(
  (locale: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** Intl takes a hundred times longer to make a format than to use it; few different ones are asked for. */
function kept<Options, Made>(make: (locale: string, options: Options) => Made) {
  const known = new Map<string, Made>();
  return (locale: string, options: Options): Made => {
    const key = JSON.stringify([locale, options]);
    const made = known.get(key) ?? make(locale, options);
    known.set(key, made);
    return made;
  };
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function dayAndMonth(date: Date, now: Date, timeZone: string): Intl.DateTimeFormatOptions {
  const year = (moment: Date) => dateFormat("en", { timeZone, year: "numeric" }).format(moment);
  const sameYear = year(date) === year(now);
  return { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) };
}

/** Midnight of the calendar day it is there, as if that day were in UTC: days apart survive a change of clocks. */
function dayOf(date: Date, timeZone: string): number {
  const parts = dateFormat("en-CA", { timeZone, dateStyle: "short" }).format(date);
  return Date.parse(`${parts}T00:00:00Z`);
}

function durationOf(milliseconds: number, locale: Locale): string {
  const fr = locale === "fr";
  const join = (value: number, unit: string) => (fr ? `${value}\u00a0${unit}` : `${value}${unit}`);
  if (milliseconds < 1000) return join(Math.round(milliseconds), fr ? "ms" : "ms");
  if (milliseconds < MINUTE) return join(Math.round(milliseconds / 1000), "s");
  if (milliseconds < HOUR) return join(Math.floor(milliseconds / MINUTE), fr ? "min" : "m");
  if (milliseconds >= DAY) return join(Math.floor(milliseconds / DAY), fr ? "j" : "d");
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (minutes === 0) return join(hours, "h");
  return fr ? `${join(hours, "h")}\u00a0${String(minutes).padStart(2, "0")}` : `${hours}h ${minutes}m`;
}
