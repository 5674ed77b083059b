import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { expect, test } from "vitest";
import { SmsMeter } from "@/components/conversation/sms-meter";
import { catalogues } from "@/lib/i18n/catalogue";
import type { SmsRate } from "@/lib/sms/sms-rate";

function read(text: string, rate?: SmsRate, locale: "fr" | "en" = "fr"): string {
  const place = { locale, messages: catalogues[locale], timeZone: "Europe/Paris", now: new Date() };
  const html = renderToStaticMarkup(
    createElement(IntlProvider, place as never, createElement(SmsMeter, { text, rate })),
  );
  return html.replace(/<[^>]+>/g, "");
}

const national: SmsRate = { area: "national", price: undefined };

test("while an SMS is written it says its parts, its alphabet and its rate", () => {
  expect(read("x".repeat(161), national)).toBe("161 / 306 · 2 SMS · GSM-7 · national");
  expect(read("Une crêpe", { ...national, area: "union" })).toBe(
    "9 / 70 · 1 SMS · Unicode (ê) · international (UE)",
  );
});

test("what a part cost the last time stands behind the rate, in the reader's own way of writing", () => {
  const price = { amount: 0.0702, currency: "EUR" };
  const rate: SmsRate = { area: "world", price };
  expect(read("Bonjour", rate)).toContain("international (hors\u00a0UE), env. 0,07\u00a0€ par SMS");
  expect(read("Hello", rate, "en")).toContain("international (outside the EU), about €0.07 per SMS");
});

test("before anybody is chosen there is no rate", () => {
  expect(read("")).toBe("0 / 160 · 1 SMS · GSM-7");
});
