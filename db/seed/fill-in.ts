export type Language = "fr" | "en";

const DAY_MS = 86_400_000;

/**
 * Puts values into the places of a text: `{order}`, and `{in3}` or `{ago12}` for the day so many days after or before
 * `at`. French gets its no-break spaces and apostrophes.
 */
export function fillIn(
  text: string,
  { values, at, language }: { values: Record<string, string>; at: Date; language: Language },
): string {
  const filled = text.replace(/\{([a-zA-Z]+)(\d*)\}/g, (place, name: string, days: string) => {
    if (days === "") return values[name] ?? place;
    const distance = Number(days) * (name === "ago" ? -1 : 1);
    return dayName(new Date(at.getTime() + distance * DAY_MS), language);
  });
  return language === "fr" ? typeset(filled) : filled;
}

function dayName(day: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
    timeZone: "Europe/Paris",
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(day);
}

const typeset = (text: string): string =>
  text
    .replace(/ ([:;?!%€»])/g, "\u00a0$1")
    .replace(/« /g, "«\u00a0")
    .replaceAll("'", "’");
