export const RULE_FIELDS = [
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
export type RuleField = (typeof RULE_FIELDS)[number];

export const RULE_OPERATORS = ["contains", "is", "startsWith", "matches"] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

/** A rule while it is written: every part has a key, so that typing never moves to another row. */
export interface DraftCondition {
  key: string;
  field: RuleField;
  operator: RuleOperator;
  value: string;
}

export interface DraftGroup {
  key: string;
  match: "all" | "any";
  parts: DraftPart[];
}

export type DraftPart = DraftCondition | DraftGroup;

export const isGroup = (part: DraftPart): part is DraftGroup => "parts" in part;

let made = 0;
const newKey = () => {
  made += 1;
  return `part-${made}`;
};

export const newCondition = (): DraftCondition => ({
  key: newKey(),
  field: "subject",
  operator: "contains",
  value: "",
});

export const newGroup = (match: DraftGroup["match"] = "any"): DraftGroup => ({
  key: newKey(),
  match,
  parts: [newCondition()],
});

/** The group with one of its parts replaced, or taken out; a group that became empty goes too. */
export function withPart(group: DraftGroup, key: string, part: DraftPart | undefined): DraftGroup {
  const parts = group.parts.flatMap((one) => (one.key === key ? (part ? [part] : []) : [one]));
  return { ...group, parts };
}

/** False while a condition has no value: such a rule would match everything or nothing. */
export const isComplete = (part: DraftPart): boolean =>
  isGroup(part) ? part.parts.length > 0 && part.parts.every(isComplete) : part.value.trim() !== "";
