import fc from "fast-check";
import { expect, test } from "vitest";
import { measureShare } from "@/lib/scoreboard/measure-share";

test("nothing has no share", () => {
  expect(measureShare(0, 0)).toBeUndefined();
});

test("nine of ten is somewhere between six and all", () => {
  const measured = measureShare(9, 10);
  expect(measured?.share).toBe(0.9);
  expect(measured?.low).toBeCloseTo(0.596, 2);
  expect(measured?.high).toBeCloseTo(0.982, 2);
});

test("more cases say more, and the share always lies in its interval", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }), (right, wrong) => {
      const few = measureShare(right, right + wrong);
      const many = measureShare(right * 10, (right + wrong) * 10);
      if (!few || !many) throw new Error("There are cases");
      expect(few.low).toBeLessThanOrEqual(few.share + 1e-9);
      expect(few.high).toBeGreaterThanOrEqual(few.share - 1e-9);
      expect(many.high - many.low).toBeLessThan(few.high - few.low);
    }),
  );
});
