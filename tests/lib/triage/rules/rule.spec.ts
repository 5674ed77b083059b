import { describe, expect, test } from "vitest";
import { catalogues } from "@/lib/i18n/catalogue";
import { RuleGroup } from "@/lib/triage/rules/rule";

const condition = { field: "subject", operator: "contains", value: "RDV" };
const pattern = (value: string) => ({ field: "content", operator: "matches", value });
const any = (...parts: unknown[]) => ({ match: "any", parts });

const refusalOf = (rule: unknown) => {
  const issue = RuleGroup.safeParse(rule).error?.issues[0];
  return issue && { message: issue.message, path: issue.path.join(".") };
};

test("a rule is kept as it is written, without what does not belong to it", () => {
  const rule = any({ ...condition, key: "part-1", negated: true }, any(condition));
  expect(RuleGroup.parse({ ...rule, key: "part-2" })).toEqual(
    any({ ...condition, negated: true }, any(condition)),
  );
});

describe("a refusal names the condition", () => {
  test.each([
    ["(a", "rulePattern"],
    ["(?=a)b", "rulePattern"],
    ["(a)\\1", "rulePattern"],
    ["(x{0,30}y{0,30}){0,30}", "rulePatternLarge"],
    ["a".repeat(201), "rulePatternLarge"],
  ])("when the pattern is %s", (value, message) => {
    expect(refusalOf(any(condition, any(condition, pattern(value))))).toEqual({
      message,
      path: "parts.1.parts.1",
    });
  });

  test("when it has no value, or one of marks alone", () => {
    for (const value of ["", "  ", "\u0301", "\u200b"]) {
      expect(refusalOf(any({ ...condition, value }))).toEqual({ message: "ruleIncomplete", path: "parts.0" });
    }
  });

  test("when there is no such channel", () => {
    expect(refusalOf(any({ field: "source", operator: "is", value: "fax" }))?.path).toBe("parts.0");
  });
});

describe("limits", () => {
  test("four levels of groups, and not five, nor ten thousand", () => {
    const nested = (levels: number): unknown => (levels === 1 ? any(condition) : any(nested(levels - 1)));
    expect(refusalOf(nested(4))).toBeUndefined();
    expect(refusalOf(nested(5))?.message).toBe("ruleTooDeep");
    expect(refusalOf(nested(5000))?.message).toBe("ruleTooDeep");
  });

  test("sixty conditions, ten of them patterns", () => {
    expect(refusalOf(any(...Array.from({ length: 60 }, () => condition)))).toBeUndefined();
    expect(refusalOf(any(...Array.from({ length: 61 }, () => condition)))?.message).toBe("ruleTooLarge");
    expect(refusalOf(any(...Array.from({ length: 11 }, () => pattern("a"))))?.message).toBe("ruleTooLarge");
  });

  test("a group that holds nothing is refused", () => {
    expect(refusalOf(any())?.message).toBe("ruleIncomplete");
    expect(refusalOf(any(condition, any()))).toEqual({ message: "ruleIncomplete", path: "parts.1" });
  });
});

test("every refusal is a sentence in both languages", () => {
  for (const key of [
    "ruleIncomplete",
    "rulePattern",
    "rulePatternLarge",
    "ruleTooDeep",
    "ruleTooLarge",
  ] as const) {
    expect(catalogues.fr.errors[key], key).toBeTruthy();
    expect(catalogues.en.errors[key], key).toBeTruthy();
  }
});
