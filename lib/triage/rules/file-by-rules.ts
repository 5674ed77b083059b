import { compileRule, type Evidence } from "./match-rule";
import type { PreparedSubject } from "./prepare-subject";
import type { RuleGroup } from "./rule";

/** The first folder, in the order given, whose rule the message fits, and its words that made it fit. Never throws. */
export function fileByRules(
  folders: readonly { id: number; rule: RuleGroup }[],
  subject: PreparedSubject,
): { folderId: number; match: { evidence: Evidence[] } } | undefined {
  for (const { id, rule } of folders) {
    const evidence = compileRule(rule)(subject);
    if (evidence) return { folderId: id, match: { evidence } };
  }
  return undefined;
}
