import type { getText } from "@/lib/i18n/text";
import { isGroup, type RuleCondition, type RuleGroup } from "@/lib/triage/rules/rule";

type Translate = Awaited<ReturnType<typeof getText>>["t"];

/** The rule as one would say it: "l’objet contient « RDV » ou le contenu contient « rendez-vous »". */
export function ruleInWords({ match, parts }: RuleGroup, t: Translate): string {
  const said = parts.map((part) => {
    if (!isGroup(part)) return conditionInWords(part, t);
    const inside = ruleInWords(part, t);
    return part.parts.length > 1 ? t("settings.rule.words.group", { rule: inside }) : inside;
  });
  const [first = "", ...others] = said;
  return others.reduce((before, last) => t(`settings.rule.words.${match}`, { before, last }), first);
}

function conditionInWords({ field, operator, value, negated }: RuleCondition, t: Translate): string {
  const source = SOURCES.find((one) => field === "source" && one === value);
  return t("settings.rule.words.condition", {
    field: t(`settings.rule.words.fields.${field}`),
    operator: t(`settings.rule.${negated ? "negated" : "operators"}.${operator}`),
    value: source ? t(`settings.integrations.sources.${source}`) : value.trim(),
  });
}

const SOURCES = ["email", "sms", "whatsapp", "webhook"] as const;
