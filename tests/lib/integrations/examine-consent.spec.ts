import { expect, test } from "vitest";
import { examineConsent } from "@/lib/integrations/examine-consent";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const mailbox = (consentUntil: string | null, failure: string | null = null) => ({
  settings: { oauth: { provider: "microsoft", consentedAt: inDays(-1), consentUntil } },
  failure,
});

test("a mailbox with a password has no consent to look at", () => {
  expect(examineConsent({ settings: {}, failure: null })).toEqual([]);
});

test.each([
  ["lasts", mailbox(inDays(80)), { outcome: "passed", detail: "Microsoft" }],
  ["lasts for nobody knows how long", mailbox(null), { outcome: "passed", validUntil: undefined }],
  ["ends soon", mailbox(inDays(6)), { outcome: "warning", code: "consent-ending" }],
  ["is over", mailbox(inDays(-1)), { outcome: "failed", code: "consent-over" }],
  ["was taken back", mailbox(inDays(80), "consent"), { outcome: "failed", code: "consent-over" }],
])("a consent that %s is told", (_, integration, told) => {
  expect(examineConsent(integration)).toMatchObject([told]);
});
