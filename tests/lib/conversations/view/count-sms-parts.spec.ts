import { expect, test } from "vitest";
import { countSmsParts } from "@/lib/conversations/view/count-sms-parts";

test.each([
  ["", 1, 160],
  ["a".repeat(160), 1, 0],
  ["a".repeat(161), 2, 145],
  ["a".repeat(306), 2, 0],
  ["a".repeat(307), 3, 152],
  ["é".repeat(160), 1, 0],
  ["€".repeat(80), 1, 0],
  ["€".repeat(81), 2, 143],
])("GSM-7: %s", (text, parts, left) => {
  expect(countSmsParts(text)).toEqual({ alphabet: "gsm-7", parts, left, foreign: [] });
});

test.each([
  ["ç".repeat(70), 1, 0],
  ["ç".repeat(71), 2, 63],
  ["ç".repeat(134), 2, 0],
  ["🙂".repeat(35), 1, 0],
])("UCS-2: %s", (text, parts, left) => {
  expect(countSmsParts(text)).toMatchObject({ alphabet: "ucs-2", parts, left });
});

test("one letter makes the whole SMS cost more, and is named", () => {
  const { alphabet, parts, foreign } = countSmsParts(`${"a".repeat(100)} ça, l’œuf, ça`);
  expect({ alphabet, parts, foreign }).toEqual({ alphabet: "ucs-2", parts: 2, foreign: ["ç", "’", "œ"] });
});

test("what French writes without leaving GSM-7, and what not", () => {
  expect(countSmsParts("à é è ù Ç É ä ö ñ § £").alphabet).toBe("gsm-7");
  for (const letter of "ê ë î ï ô û œ ç « » ’ …".split(" "))
    expect(countSmsParts(letter).alphabet).toBe("ucs-2");
});

test("a letter of two units is never cut in two", () => {
  expect(countSmsParts(`${"a".repeat(152)}€${"a".repeat(152)}`)).toMatchObject({ parts: 3 });
  expect(countSmsParts(`ç${"a".repeat(65)}🙂${"a".repeat(66)}`)).toMatchObject({ parts: 3 });
});
