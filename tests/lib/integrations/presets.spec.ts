import { expect, test } from "vitest";
import { EMPTY_DRAFT, withAddress, withPreset } from "@/components/settings/mailbox-draft";
import { NewMailbox } from "@/lib/integrations/mailbox-input";
import { MAIL_PRESETS } from "@/lib/integrations/presets";

const presets = [...MAIL_PRESETS];

test("every provider is there once, in the order of their names, over encrypted connections", () => {
  const names = presets.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  expect(names).toEqual(
    expect.arrayContaining([
      "Fastmail",
      "Free",
      "Gandi",
      "Gmail",
      "Infomaniak",
      "IONOS",
      "Orange",
      "OVHcloud",
      "Zoho",
    ]),
  );
  const domains = presets.flatMap((preset) => preset.domains);
  expect(new Set(domains).size).toBe(domains.length);
  for (const { imapTls, smtpTls } of presets) expect([imapTls, smtpTls]).not.toContain("none");
});

test.each(presets)("an address and a password suffice at $name", ({ id }) => {
  const draft = withPreset({ ...EMPTY_DRAFT, password: "secret" }, id, presets);
  const result = NewMailbox.safeParse(withAddress(draft, "support@atelier.test", presets));
  expect(result.error).toBeUndefined();
});

test("the provider is found from the address's domain, and only where it is certain", () => {
  const typed = (address: string) => withAddress(EMPTY_DRAFT, address, presets);

  expect(typed("claire@gmail.com")).toMatchObject({
    presetId: "gmail",
    imapHost: "imap.gmail.com",
    savesSent: true,
  });
  expect(typed("claire@Orange.fr")).toMatchObject({ presetId: "orange", smtpHost: "smtp.orange.fr" });
  expect(typed("support@atelierlumen.fr")).toMatchObject({
    presetId: "other",
    imapHost: "imap.atelierlumen.fr",
    smtpHost: "smtp.atelierlumen.fr",
    username: "support@atelierlumen.fr",
  });
});

test("a provider found from the domain goes with it", () => {
  const typed = withAddress(
    withAddress(EMPTY_DRAFT, "claire@orange.fr", presets),
    "claire@atelier.test",
    presets,
  );
  expect(typed).toMatchObject({ presetId: "other", imapHost: "imap.atelier.test" });
});

test("a provider chosen by hand stays when the address has a domain of one's own", () => {
  const chosen = withPreset(EMPTY_DRAFT, "ovh", presets);
  expect(withAddress(chosen, "support@atelierlumen.fr", presets)).toMatchObject({
    presetId: "ovh",
    imapHost: "ssl0.ovh.net",
  });
});
