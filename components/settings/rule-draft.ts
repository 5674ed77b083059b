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

interface Condition {
  field: RuleField;
  operator: RuleOperator;
  value: string;
  negated?: true;
}

interface Group {
  match: "all" | "any";
  parts: (Condition | Group)[];
}

/** A rule while it is written: every part has a key, so that typing never moves to another row. */
export type DraftCondition = Condition & { key: string };

export interface DraftGroup {
  key: string;
  match: Group["match"];
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

export const newGroup = (match: Group["match"] = "any"): DraftGroup => ({
  key: newKey(),
  match,
  parts: [newCondition()],
});

/** A saved rule, ready to be written on; its keys are the same on the server and in the browser. */
export function draftOf({ match, parts }: Group, key = "saved"): DraftGroup {
  return {
    key,
    match,
    parts: parts.map((part, index) => {
      const here = `${key}-${index}`;
      return "parts" in part ? draftOf(part, here) : { ...part, key: here };
    }),
  };
}

/** The group with one of its parts replaced, or taken out; a group inside that became empty goes too. */
export function withPart(group: DraftGroup, key: string, part: DraftPart | undefined): DraftGroup {
  const isGone = part === undefined || (isGroup(part) && part.parts.length === 0);
  const parts = group.parts.flatMap((one) => (one.key === key ? (isGone ? [] : [part]) : [one]));
  return { ...group, parts };
}

/** False while a condition has no value: such a rule would match everything or nothing. */
export const isComplete = (part: DraftPart): boolean =>
  isGroup(part) ? part.parts.length > 0 && part.parts.every(isComplete) : part.value.trim() !== "";

/** A refusal and the part it is about: "rule.parts.0.parts.2". */
export interface RuleRefusal {
  message: string;
  path: string;
}
