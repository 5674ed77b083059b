import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listEmailIds, readEmailId, readReferences } from "@/lib/email/email-ids";

const anId = fc.stringMatching(/^[A-Za-z0-9.$_+-]{1,40}@[a-z0-9.-]{1,30}$/);

describe("the ids of mails", () => {
  test("ids are read without their brackets, in order, each once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anId, { maxLength: 15 }), (ids) => {
        const header = ids.map((id) => `<${id}>`).join("\r\n ");
        expect(listEmailIds(header)).toEqual(ids);
        expect(readReferences([`${header} ${header}`])).toEqual(ids);
      }),
    );
  });

  test("whatever a header holds, its ids have no brackets, spaces or NUL and are not too long for an index", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 700 })), (values) => {
        for (const id of [...readReferences(values), readEmailId(values)]) {
          expect(id).not.toMatch(/[<>\s\0]|\p{Surrogate}/u);
          expect(id.length).toBeLessThanOrEqual(500);
        }
      }),
    );
  });

  test("free text around ids is no id", () => {
    expect(listEmailIds('<"Your message of Mon" <r2@b>')).toEqual(["r2@b"]);
    expect(listEmailIds("Your message of Monday")).toEqual([]);
    expect(readEmailId(["<1@a> <2@b>"])).toBe("1@a");
  });

  test("a mail whose Message-ID has no brackets, no @, or an encoding around it still has an id", () => {
    expect(readEmailId(["abc@x.example"])).toBe("abc@x.example");
    expect(readEmailId(["<abc>"])).toBe("abc");
    expect(readEmailId(["=?utf-8?Q?=3Cabc=40x.example=3E?="])).toBe("abc@x.example");
    expect(readEmailId(["nothing here"])).toBe("");
    expect(readEmailId(undefined)).toBe("");
  });

  test("a conversation of hundreds keeps its first id and its last fifteen", () => {
    const ids = Array.from({ length: 300 }, (_, index) => `${index}@x`);
    const kept = readReferences([ids.map((id) => `<${id}>`).join(" ")]);
    expect(kept).toEqual(["0@x", ...ids.slice(-15)]);
  });

  test("an id of five kilobytes counts as missing, so the content decides", () => {
    expect(readEmailId([`<${"a".repeat(5000)}@x>`])).toBe("");
  });
});
