import { expect, test } from "vitest";
import { smsRateOf } from "@/lib/sms/sms-rate";

const areaOf = (to: string, from = "+33644630000") => smsRateOf({ from, to, prices: {} })?.area;

test.each([
  ["+33612345678", "national"],
  ["+4915123456789", "union"],
  ["+353851234567", "union"],
  ["+447911123456", "world"],
  ["+41791234567", "world"],
  ["+262692123456", "world"],
])("from a French number, %s is %s", (to, area) => expect(areaOf(to)).toBe(area));

test("the rate is seen from the number that sends: a British one is at home in Britain, abroad in France", () => {
  expect(areaOf("+447400123456", "+442071838750")).toBe("national");
  expect(areaOf("+33612345678", "+442071838750")).toBe("world");
});

test("a short number and a name have no rate", () => {
  expect([areaOf("38200"), areaOf("OVH"), areaOf("+33612345678", "Atelier")]).toEqual(
    Array(3).fill(undefined),
  );
});

test("the price is the last one known to that country", () => {
  const prices = { FR: { amount: 0.07, currency: "EUR" }, DE: { amount: 0.09, currency: "EUR" } };
  const to = (address: string) => smsRateOf({ from: "+33644630000", to: address, prices })?.price?.amount;
  expect([to("+33612345678"), to("+4915123456789"), to("+353851234567")]).toEqual([0.07, 0.09, undefined]);
});
