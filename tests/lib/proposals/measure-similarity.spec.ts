import fc from "fast-check";
import { expect, test } from "vitest";
import { measureSimilarity } from "@/lib/proposals/measure-similarity";

test("the same words are the same, whatever their accents, capitals and marks", () => {
  expect(measureSimilarity("Votre commande est livrée.", "votre commande est LIVREE")).toBe(1);
});

test("a changed word counts as one", () => {
  expect(measureSimilarity("a b c d", "a b x d")).toBe(0.75);
});

test("nothing in common is nothing", () => {
  expect(measureSimilarity("bonjour", "hello")).toBe(0);
});

test("it lies between 0 and 1 and looks the same from both sides", () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), fc.lorem({ maxCount: 40 }), (one, other) => {
      const similarity = measureSimilarity(one, other);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(measureSimilarity(other, one)).toBe(similarity);
    }),
  );
});
