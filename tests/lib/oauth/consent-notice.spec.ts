import { expect, test } from "vitest";
import { consentNotice } from "@/lib/oauth/consent-notice";

const NOW = new Date("2026-11-25T08:00:00Z");
const ending = (consentUntil: string | null) =>
  consentNotice({ settings: { oauth: { provider: "google", consentedAt: "", consentUntil } } }, NOW);

test.each([
  ["2026-12-26T08:00:00Z", undefined],
  ["2026-12-25T08:00:00Z", { announced: 30, days: 30 }],
  ["2026-12-03T08:00:00Z", { announced: 30, days: 8 }],
  ["2026-12-02T08:00:00Z", { announced: 7, days: 7 }],
  ["2026-11-27T08:00:00Z", { announced: 7, days: 2 }],
  ["2026-11-26T08:00:00Z", { announced: 1, days: 1 }],
  ["2026-11-25T08:00:01Z", { announced: 1, days: 1 }],
])("a consent that ends on %s is announced 30, 7 and 1 days before", (until, expected) => {
  expect(ending(until)).toEqual(expected && { is: "ending", until: new Date(until), ...expected });
});

test("one that has ended is over", () => {
  expect(ending("2026-11-25T08:00:00Z")).toMatchObject({ is: "over" });
  expect(ending("2026-11-01T08:00:00Z")).toMatchObject({ is: "over" });
});

test("nothing is announced where nobody knows the end, or there is a password", () => {
  expect(ending(null)).toBeUndefined();
  expect(consentNotice({ settings: { imapHost: "imap.test" } }, NOW)).toBeUndefined();
});
