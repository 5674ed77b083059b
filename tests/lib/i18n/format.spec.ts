import { expect, test } from "vitest";
import { createFormat } from "@/lib/i18n/format";
import { chooseLocale } from "@/lib/i18n/locale";

const now = new Date("2026-11-24T09:40:00Z");
const fr = createFormat({ locale: "fr", timeZone: "Europe/Paris", now });
const en = createFormat({ locale: "en", timeZone: "Europe/Paris", now });

test("a list says the hour today, then yesterday, the weekday, the day, and the year when it is another", () => {
  const times = [
    "2026-11-24T08:12Z",
    "2026-11-23T22:59Z",
    "2026-11-20T08:00Z",
    "2026-11-12T08:00Z",
    "2025-11-12T08:00Z",
  ];
  expect(times.map((time) => fr.listTime(new Date(time)))).toEqual([
    "09:12",
    "hier",
    "ven.",
    "12 nov.",
    "12 nov. 2025",
  ]);
  expect(times.map((time) => en.listTime(new Date(time)))).toEqual([
    "09:12",
    "yesterday",
    "Fri",
    "Nov 12",
    "Nov 12, 2025",
  ]);
});

test("the day begins at midnight of the company, not of the server", () => {
  expect(fr.listTime(new Date("2026-11-23T23:30:00Z"))).toBe("00:30");
});

test("yesterday stays yesterday when the clocks change", () => {
  const monday = createFormat({
    locale: "fr",
    timeZone: "Europe/Paris",
    now: new Date("2026-10-26T07:00:00Z"),
  });
  expect(monday.listTime(new Date("2026-10-25T00:30:00Z"))).toBe("hier");
});

test("durations are short and in the words of the language", () => {
  const [hour, day] = [3_600_000, 86_400_000];
  expect([84, 3_000, 5 * 60_000, hour + 28 * 60_000, 2 * hour, 3 * day].map(fr.duration)).toEqual([
    "84\u00a0ms",
    "3\u00a0s",
    "5\u00a0min",
    "1\u00a0h\u00a028",
    "2\u00a0h",
    "3\u00a0j",
  ]);
  expect([hour + 28 * 60_000, 3 * day].map(en.duration)).toEqual(["1h 28m", "3d"]);
});

test("sizes and thousands are joined by a no-break space, never by a thin one", () => {
  expect(fr.size(245_760)).toBe("240\u00a0Ko");
  expect(fr.size(1_258_291)).toBe("1,2\u00a0Mo");
  expect(en.size(12)).toBe("12\u00a0B");
  expect(fr.number(12_345)).toBe("12\u00a0345");
  expect(fr.unitPrice({ amount: 0.0333, currency: "EUR" })).toBe("0,033\u00a0€");
  expect([fr.euros(12.5), en.euros(12.5)]).toEqual(["12,50\u00a0€", "€12.50"]);
  expect(fr.percent(0.043)).toBe("4,3\u00a0%");
});

test("the language is the one chosen, else the browser's first that is spoken here, else French", () => {
  expect(chooseLocale("en", "fr")).toBe("en");
  expect(chooseLocale("xx", "de-DE, en-GB;q=0.8, fr;q=0.9")).toBe("fr");
  expect(chooseLocale(undefined, "de, en;q=0.5, fr;q=0")).toBe("en");
  expect(chooseLocale(undefined, null)).toBe("fr");
});
