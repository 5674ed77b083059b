export const LOCALES = ["fr", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_COOKIE = "locale";
const FIRST: Locale = "fr";

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** What the person chose, else the first of the browser's languages that we speak, else French. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  return readAcceptLanguage(acceptLanguage ?? "").find(isLocale) ?? FIRST;
}

// RFC 9110, 12.5.4: the weight orders them, what has none weighs 1, and 0 means "not this one".
function readAcceptLanguage(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.map((parameter) => parameter.trim()).find((p) => p.startsWith("q="));
      return { language: tag.split("-")[0] ?? "", weight: weight ? Number(weight.slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
