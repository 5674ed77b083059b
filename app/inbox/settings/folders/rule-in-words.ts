import type { getText } from "@/lib/i18n/text";
import { isGroup, type RuleCondition, type RuleGroup } from "@/lib/triage/rules/rule";

type Translate = Awaited<ReturnType<typeof getText>>["t"];
type Part = RuleGroup["parts"][number];

/** The rule as one would say it: "l’objet contient « RDV » ou « visite » ou le contenu contient « rendez-vous »". */
export function ruleInWords({ match, parts }: RuleGroup, t: Translate): string {
  const said = alike(parts).map((run) => {
    const [part] = run;
    if (part && isGroup(part)) return groupInWords(part, t);
    return conditionsInWords(run as RuleCondition[], match, t);
  });
  return join(said, match, t);
}

/** Neighbours that differ only in their value, together. */
function alike(parts: Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run?.[0] && isAlike(run[0], part)) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

function isAlike(one: Part, other: Part): boolean {
  if (isGroup(one) || isGroup(other) || one.negated || other.negated) return false;
  return one.field === other.field && one.operator === other.operator;
}

function groupInWords(group: RuleGroup, t: Translate): string {
  const rule = ruleInWords(group, t);
  return group.parts.length > 1 ? t("settings.rule.words.group", { rule }) : rule;
}

function conditionsInWords(conditions: RuleCondition[], match: RuleGroup["match"], t: Translate): string {
  const [first] = conditions;
  if (!first) return "";
  const { field, operator, negated } = first;
  const values = conditions.map((condition) =>
    t("settings.rule.words.quote", { value: valueInWords(condition, t) }),
  );
  const last = values.slice(-1);
  return t("settings.rule.words.condition", {
    field: t(`settings.rule.words.fields.${field}`),
    operator: t(`settings.rule.${negated ? "negated" : "operators"}.${operator}`),
    value: join(values.length > 1 ? [values.slice(0, -1).join(", "), ...last] : last, match, t),
  });
}

const SOURCES = ["email", "sms", "whatsapp", "webhook"] as const;

function valueInWords({ field, value }: RuleCondition, t: Translate): string {
  const source = SOURCES.find((one) => field === "source" && one === value);
  return source ? t(`settings.integrations.sources.${source}`) : value.trim();
}

const join = ([first = "", ...others]: string[], match: RuleGroup["match"], t: Translate): string =>
  others.reduce((before, last) => t(`settings.rule.words.${match}`, { before, last }), first);
