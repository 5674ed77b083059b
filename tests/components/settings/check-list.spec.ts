import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { expect, test } from "vitest";
import { CheckList } from "@/components/settings/check-list";
import type { DoctorCheck } from "@/components/settings/doctor-check";
import { catalogues } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/i18n/locale";

function show(locale: Locale, checks: DoctorCheck[]): string {
  const place = { locale, messages: catalogues[locale], timeZone: "Europe/Paris", now: new Date() };
  return renderToStaticMarkup(
    createElement(IntlProvider, place as never, createElement(CheckList, { checks })),
  );
}

const balance = (euros: number, code?: string): DoctorCheck[] => [
  { step: "account", outcome: code ? "failed" : "passed", code, detail: "", euros },
];

test("what is left on an account stands there as its reader writes amounts, whether it is enough or not", () => {
  expect(show("fr", balance(12.5))).toContain("12,50\u00a0€");
  expect(show("en", balance(12.5))).toContain("€12.50");
  expect(show("fr", balance(0, "credit"))).toContain("0,00\u00a0€");
});
