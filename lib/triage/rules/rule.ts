import { z } from "zod";
import { SOURCES } from "@/db/schema";
import { foldText } from "./fold-text";
import { readPattern } from "./pattern";

const FIELDS = [
  "sender",
  "senderAddress",
  "senderName",
  "senderDomain",
  "recipient",
  "subject",
  "content",
  "attachment",
  "source",
] as const;
export type RuleField = (typeof FIELDS)[number];

export const OPERATORS = ["contains", "is", "startsWith", "matches"] as const;

const DEEPEST = 4;
const CONDITIONS_AT_MOST = 60;
const PATTERNS_AT_MOST = 10;

const RuleCondition = z.object({
  field: z.enum(FIELDS),
  operator: z.enum(OPERATORS),
  value: z.string().max(500, "invalid"),
  /** True when the message must not be like this. */
  negated: z.literal(true).optional(),
});
export type RuleCondition = z.output<typeof RuleCondition>;

const Group = z.object({
  match: z.enum(["all", "any"]),
  get parts(): z.ZodArray<z.ZodUnion<[typeof RuleCondition, typeof Group]>> {
    return z.array(z.union([RuleCondition, Group]));
  },
});
export type RuleGroup = z.output<typeof Group>;

/** Conditions joined by AND or OR, and groups of them inside. A refusal's message is a key under `errors`. */
export const RuleGroup = z
  .custom<z.input<typeof Group>>((raw) => isWithin(raw, DEEPEST), "ruleTooDeep")
  .pipe(Group.superRefine(checkSize).superRefine(checkParts));

export const isGroup = (part: RuleCondition | RuleGroup): part is RuleGroup => "parts" in part;

function isWithin(raw: unknown, levels: number): boolean {
  const parts = typeof raw === "object" && raw !== null && "parts" in raw ? raw.parts : undefined;
  if (!Array.isArray(parts)) return true;
  return levels > 0 && parts.every((part) => isWithin(part, levels - 1));
}

function checkSize(rule: RuleGroup, context: z.RefinementCtx): void {
  const conditions = conditionsOf(rule);
  const patterns = conditions.filter((condition) => condition.operator === "matches");
  if (conditions.length > CONDITIONS_AT_MOST || patterns.length > PATTERNS_AT_MOST) {
    context.addIssue({ code: "custom", message: "ruleTooLarge" });
  }
}

const conditionsOf = (part: RuleCondition | RuleGroup): RuleCondition[] =>
  isGroup(part) ? part.parts.flatMap(conditionsOf) : [part];

function checkParts(rule: RuleGroup, context: z.RefinementCtx, path: (string | number)[] = []): void {
  if (rule.parts.length === 0) context.addIssue({ code: "custom", message: "ruleIncomplete", path });
  rule.parts.forEach((part, index) => {
    const here = [...path, "parts", index];
    const refusal = isGroup(part) ? undefined : refusalOf(part);
    if (isGroup(part)) checkParts(part, context, here);
    else if (refusal) context.addIssue({ code: "custom", message: refusal, path: here });
  });
}

function refusalOf({ field, operator, value }: RuleCondition): string | undefined {
  if (foldText(value).trim() === "") return "ruleIncomplete";
  if (field === "source") {
    return operator === "is" && SOURCES.some((source) => source === value) ? undefined : "invalid";
  }
  if (operator !== "matches") return undefined;
  const pattern = readPattern(value);
  return typeof pattern === "string" ? pattern : undefined;
}
