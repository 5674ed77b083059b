import { expect, test } from "vitest";
import { toAddress, toDigits, toE164 } from "@/lib/customers/phone";

test.each(["06 12 34 56 78", "0033612345678", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "06.12.34.56.78"])(
  "%s is one and the same number",
  (text) => expect(toE164(text, "FR")).toBe("+33612345678"),
);

test("a number without a country is none when nobody knows the country", () => {
  expect(toE164("06 12 34 56 78")).toBeUndefined();
  expect(toE164("+44 7700 900123")).toBe("+447700900123");
  expect(toE164("not a number", "FR")).toBeUndefined();
});

test("a provider's digits are a number, short codes and names stay what they are", () => {
  expect(toAddress("33612345678")).toBe("+33612345678");
  expect(toAddress("+33612345678")).toBe("+33612345678");
  expect(toAddress("38200")).toBe("38200");
  expect(toAddress("OVH")).toBe("OVH");
  expect(toAddress("US.13491208655302741918")).toBe("US.13491208655302741918");
});

test("a provider is told digits", () => {
  expect(toDigits("+33612345678")).toBe("33612345678");
  expect(toDigits("US.13491208655302741918")).toBe("US.13491208655302741918");
});
