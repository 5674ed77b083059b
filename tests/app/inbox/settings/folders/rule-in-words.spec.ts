import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { ruleInWords } from "@/app/inbox/settings/folders/rule-in-words";
import { catalogues } from "@/lib/i18n/catalogue";
import type { RuleGroup } from "@/lib/triage/rules/rule";

const fr = createTranslator({ locale: "fr", messages: catalogues.fr });
const en = createTranslator({ locale: "en", messages: catalogues.en });

const rule: RuleGroup = {
  match: "all",
  parts: [
    {
      match: "any",
      parts: [
        { field: "subject", operator: "contains", value: "RDV" },
        { field: "content", operator: "contains", value: "rendez-vous" },
      ],
    },
    { field: "sender", operator: "is", value: "@atelierlumen.fr", negated: true },
    { match: "any", parts: [{ field: "source", operator: "is", value: "email" }] },
  ],
};

test("a rule is said in French", () => {
  expect(ruleInWords(rule, fr).replaceAll("\u00a0", " ")).toBe(
    "(l’objet contient « RDV » ou le contenu contient « rendez-vous ») et l’expéditeur n’est pas « @atelierlumen.fr » et le canal est « E-mail »",
  );
});

test("a rule is said in English", () => {
  expect(ruleInWords(rule, en)).toBe(
    "(subject contains “RDV” or content contains “rendez-vous”) and sender isn’t “@atelierlumen.fr” and channel is “Email”",
  );
});

test("neighbours of the same kind are listed", () => {
  const subject = (value: string) => ({ field: "subject" as const, operator: "contains" as const, value });
  const parts = [subject("devis"), subject("tarif"), subject("prix")];
  expect(ruleInWords({ match: "any", parts }, fr).replaceAll("\u00a0", " ")).toBe(
    "l’objet contient « devis », « tarif » ou « prix »",
  );
  expect(ruleInWords({ match: "all", parts: parts.slice(1) }, en)).toBe(
    "subject contains “tarif” and “prix”",
  );
});
