import fc from "fast-check";
import { expect, test } from "vitest";
import { fileByRules } from "@/lib/triage/rules/file-by-rules";
import { foldText, unfold } from "@/lib/triage/rules/fold-text";
import { prepareSubject } from "@/lib/triage/rules/prepare-subject";
import { OPERATORS, RuleGroup } from "@/lib/triage/rules/rule";

const odd = fc.constantFrom(..."éÈœßİıΣς´’«… \u00a0\u202f\u00ad\u200b\ufdfa\ud800\udc00\u0301\n\r\t\x00");
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.oneof(odd, fc.constantFrom("a", "B", " ", "-", "😀")), maxLength: 80 }),
);

test("folding any text once is enough, and never throws", () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(foldText(foldText(one))).toBe(foldText(one));
    }),
  );
});

test("what is found in a folded text is a piece of the original that folds to it", () => {
  fc.assert(
    fc.property(text, fc.nat(90), fc.nat(90), (original, one, other) => {
      const folded = foldText(original);
      const [from, to] = [Math.min(one, other, folded.length), Math.min(Math.max(one, other), folded.length)];
      const piece = unfold(original, from, to);
      expect(original).toContain(piece);
      if (to > from) expect(foldText(piece)).toContain(folded.slice(from, to));
    }),
  );
});

const condition = fc.record({
  field: fc.constantFrom("subject" as const, "content" as const, "sender" as const),
  operator: fc.constantFrom(...OPERATORS),
  value: text,
});

test("any rule on any message gives an answer, and its evidence is in the message", () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), text, text, (parts, subject, content) => {
      const message = {
        ...{ subject, content },
        senderAddress: `${subject}@client.com`,
        senderName: content,
        recipients: [],
        attachmentNames: [],
        source: "email" as const,
      };
      const filed = fileByRules([{ id: 1, rule: { match: "any", parts } }], prepareSubject(message));
      const values = [subject, content, message.senderAddress, "client.com"].join("\u0000 \u0000");
      for (const { found } of filed?.match.evidence ?? []) expect(values).toContain(found);
    }),
  );
});

test("any input is a rule or is refused", () => {
  fc.assert(
    fc.property(fc.anything(), fc.array(condition), (rule, parts) => {
      RuleGroup.safeParse(rule);
      RuleGroup.safeParse({ match: "all", parts });
    }),
  );
});
