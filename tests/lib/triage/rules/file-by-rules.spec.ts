import { describe, expect, test } from "vitest";
import { fileByRules } from "@/lib/triage/rules/file-by-rules";
import { prepareSubject, type RuleSubject } from "@/lib/triage/rules/prepare-subject";
import type { RuleCondition, RuleGroup } from "@/lib/triage/rules/rule";

const MAIL: RuleSubject = {
  senderAddress: "claire@cabinet-mercier.fr",
  senderName: "Claire Noël",
  recipients: ["contact@atelierlumen.fr", "sav@atelierlumen.fr"],
  subject: "Question",
  content: "Bonjour",
  attachmentNames: [],
  source: "email",
};

const mail = (changed: Partial<RuleSubject>) => prepareSubject({ ...MAIL, ...changed });
const any = (...parts: RuleGroup["parts"]): RuleGroup => ({ match: "any", parts });
const all = (...parts: RuleGroup["parts"]): RuleGroup => ({ match: "all", parts });
const when = (field: RuleCondition["field"], operator: RuleCondition["operator"], value: string) => ({
  field,
  operator,
  value,
});
const fits = (rule: RuleGroup, changed: Partial<RuleSubject>) =>
  fileByRules([{ id: 1, rule }], mail(changed)) !== undefined;
const found = (rule: RuleGroup, changed: Partial<RuleSubject>) =>
  fileByRules([{ id: 1, rule }], mail(changed))?.match.evidence.map((one) => one.found);

describe("the two examples of the brief", () => {
  const appointments = {
    id: 1,
    rule: any(when("subject", "contains", "RDV"), when("content", "contains", "rendez-vous")),
  };
  const support = {
    id: 2,
    rule: all(when("sender", "is", "support@client.com"), when("content", "contains", "problème")),
  };
  const fileOf = (changed: Partial<RuleSubject>) =>
    fileByRules([appointments, support], mail(changed))?.folderId;

  test("an appointment is asked for in the subject or in the content", () => {
    expect(fileOf({ subject: "RDV samedi ?" })).toBe(1);
    expect(fileOf({ content: "Je voudrais prendre rendez-vous." })).toBe(1);
    expect(fileOf({ subject: "Devis", content: "Combien coûte la lampe ?" })).toBeUndefined();
  });

  test("support needs both the sender and the word", () => {
    expect(fileOf({ senderAddress: "support@client.com", content: "Un problème de livraison" })).toBe(2);
    expect(fileOf({ senderAddress: "support@client.com", content: "Merci" })).toBeUndefined();
    expect(fileOf({ senderAddress: "autre@client.com", content: "Un problème" })).toBeUndefined();
  });

  test("a message that fits both goes to the first folder in the order", () => {
    const both = { senderAddress: "support@client.com", subject: "RDV", content: "problème" };
    expect(fileOf(both)).toBe(1);
    expect(fileByRules([support, appointments], mail(both))?.folderId).toBe(2);
  });
});

describe("what is written differently is the same", () => {
  test.each([
    ["PROBLÈME", "un probleme urgent"],
    ["probleme", "Un PROBLÈME"],
    ["problème", "un proble\u0300me"],
    ["l'été", "pendant l’été"],
    ["rendez-vous", "Rendez\u2011vous lundi"],
    ["rendez-vous", "rendez\u00ad-vous"],
    ["12 000 euros", "soit 12\u202f000\u00a0euros"],
    ["numéro de commande", "mon numéro\r\n   de commande"],
    ["oeuvre", "Une Œuvre"],
    ["straße", "STRASSE"],
    ["ΟΔΟΣ", "οδος"],
  ])("%s is found in %j", (value, content) => {
    expect(fits(any(when("content", "contains", value)), { content })).toBe(true);
  });
});

describe("fields and comparisons", () => {
  test("a sender is known by address, name or domain", () => {
    expect(fits(any(when("sender", "is", "CLAIRE@cabinet-mercier.fr")), {})).toBe(true);
    expect(fits(any(when("sender", "is", "claire noel")), {})).toBe(true);
    expect(fits(any(when("sender", "is", "@cabinet-mercier.fr")), {})).toBe(true);
    expect(fits(any(when("senderDomain", "is", "@cabinet-mercier.fr")), {})).toBe(true);
    expect(fits(any(when("senderDomain", "is", "mercier.fr")), {})).toBe(false);
    expect(fits(any(when("senderAddress", "startsWith", "claire@")), {})).toBe(true);
    expect(fits(any(when("senderName", "is", "claire@cabinet-mercier.fr")), {})).toBe(false);
  });

  test("every recipient counts, also in copy", () => {
    expect(fits(any(when("recipient", "is", "sav@atelierlumen.fr")), {})).toBe(true);
    expect(fits(any(when("recipient", "contains", "compta@")), {})).toBe(false);
  });

  test("an attachment is asked for by its name", () => {
    const attachmentNames = ["photo.jpg", "Facture n° 12.PDF"];
    expect(fits(any(when("attachment", "contains", "facture")), { attachmentNames })).toBe(true);
    expect(fits(any(when("attachment", "matches", "\\.pdf$")), { attachmentNames })).toBe(true);
    expect(fits(any(when("attachment", "matches", "\\.pdf$")), {})).toBe(false);
  });

  test("the channel a message came by can decide", () => {
    expect(fits(any(when("source", "is", "sms")), { source: "sms" })).toBe(true);
    expect(fits(any(when("source", "is", "sms")), {})).toBe(false);
  });

  test("a condition can be turned around, and then every value must differ", () => {
    const outside = { ...when("recipient", "is", "sav@atelierlumen.fr"), negated: true as const };
    expect(fits(all(outside), {})).toBe(false);
    expect(fits(all(outside), { recipients: ["contact@atelierlumen.fr"] })).toBe(true);
    expect(found(all(outside), { recipients: [] })).toEqual([]);
  });

  test("is compares the whole, starts with its beginning", () => {
    expect(fits(any(when("subject", "is", " devis ")), { subject: "Devis" })).toBe(true);
    expect(fits(any(when("subject", "is", "devis")), { subject: "Devis pro" })).toBe(false);
    expect(fits(any(when("subject", "startsWith", "devis")), { subject: "Devis pro" })).toBe(true);
    expect(fits(any(when("subject", "startsWith", "pro")), { subject: "Devis pro" })).toBe(false);
  });
});

test("groups inside groups are asked as they are written", () => {
  const rule = all(
    any(
      when("subject", "contains", "devis"),
      all(when("content", "contains", "prix"), when("source", "is", "sms")),
    ),
    { ...when("sender", "is", "@atelierlumen.fr"), negated: true as const },
  );
  expect(fits(rule, { subject: "Devis" })).toBe(true);
  expect(fits(rule, { content: "Le prix ?" })).toBe(false);
  expect(fits(rule, { content: "Le prix ?", source: "sms" })).toBe(true);
  expect(fits(rule, { subject: "Devis", senderAddress: "nadia@atelierlumen.fr" })).toBe(false);
});

describe("evidence", () => {
  test("says which condition answered, and quotes the message's own words", () => {
    const rule = all(when("subject", "contains", "rdv"), when("content", "contains", "probleme"));
    const subject = mail({ subject: "RDV samedi", content: "J’ai un PROBLÈME, merci" });
    expect(fileByRules([{ id: 7, rule }], subject)).toEqual({
      folderId: 7,
      match: {
        evidence: [
          { field: "subject", operator: "contains", value: "rdv", found: "RDV" },
          { field: "content", operator: "contains", value: "probleme", found: "PROBLÈME" },
        ],
      },
    });
  });

  test("quotes whole words, and whole addresses", () => {
    expect(found(any(when("content", "contains", "factur")), { content: "la Facturation." })).toEqual([
      "Facturation",
    ]);
    expect(found(any(when("sender", "contains", "@cabinet")), {})).toEqual(["claire@cabinet-mercier.fr"]);
  });

  test("quotes what was typed with two keys, folded to one, or wrapped", () => {
    expect(
      found(any(when("content", "contains", "numero de")), { content: "son nume\u0301ro\n  de série" }),
    ).toEqual(["nume\u0301ro\n  de"]);
    expect(found(any(when("content", "contains", "coeur")), { content: "le Cœur" })).toEqual(["Cœur"]);
  });
});

describe("patterns", () => {
  test("ignore accents and case, as every comparison does", () => {
    const rule = any(when("content", "matches", "N[°º] Réf [A-Z]{2}-\\d{4}"));
    expect(found(rule, { content: "voir n° REF ab-1234." })).toEqual(["n° REF ab-1234"]);
  });

  test("that would hang other engines take no time on a long text", () => {
    const content = `${"a".repeat(19_999)}!${"b".repeat(80_000)}`;
    const started = performance.now();
    for (const pattern of ["(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){8}.*b"]) {
      expect(fits(any(when("content", "matches", pattern)), { content })).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each(["(a", "*", "(?=a)", "\\1", "[z-a]", "((a{100}){100}){100}"])(
    "%s, saved before it was refused, finds nothing and stops no mail",
    (pattern) => {
      const rule = any(when("content", "matches", pattern), when("subject", "contains", "devis"));
      expect(fits(rule, { content: "aaa" })).toBe(false);
      expect(fits(rule, { subject: "devis" })).toBe(true);
    },
  );
});

test("an empty group or value fits nothing", () => {
  expect(fits(all(), {})).toBe(false);
  expect(fits(any(), {})).toBe(false);
  expect(fits(any(when("subject", "contains", " ")), {})).toBe(false);
});

test("ten thousand mails pass twelve folders in a moment", () => {
  const folders = Array.from({ length: 12 }, (_, index) => ({
    id: index + 1,
    rule: any(
      when("subject", "contains", `commande ${index}`),
      when("content", "contains", `mot inconnu ${index}`),
      all(when("sender", "is", `client${index}@exemple.fr`), when("content", "contains", "problème")),
    ),
  }));
  const words = "Bonjour, où en est ma commande passée l’été dernier ? Merci beaucoup, Hélène. ".repeat(6);
  const mails = Array.from({ length: 10_000 }, (_, index) => ({
    ...MAIL,
    senderAddress: `client${index % 40}@exemple.fr`,
    subject: index % 9 === 0 ? `Commande ${index % 12}` : `Question n° ${index}`,
    content: `${words} ${index}`,
  }));
  const started = performance.now();
  const filed = mails.filter((one) => fileByRules(folders, prepareSubject(one)));
  expect(filed.length).toBeGreaterThan(1000);
  expect(performance.now() - started).toBeLessThan(3000);
});
