import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyText } from "@/lib/triage/learn/classify-text";
import { packClassifier, unpackClassifier } from "@/lib/triage/learn/pack-classifier";
import { trainClassifier } from "@/lib/triage/learn/train-classifier";
import { otherLetters, shopLetters } from "./shop-letters";

const hostile = fc.record({
  text: fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "\ud800", "facture", "colis perdu", "a b c"),
  ),
  label: fc.constantFrom(1, 2, 3),
});

describe("what is learnt", () => {
  test("is the same for the same examples", () => {
    expect(packClassifier(trainClassifier(shopLetters))).toEqual(
      packClassifier(trainClassifier(shopLetters)),
    );
  });

  test("holds no word of the examples", () => {
    const secret = Array.from({ length: 12 }, (_, at) => ({
      label: `d${at % 2}`,
      text: `dossier ${at % 2 ? "retour" : "facture"} de Quetzalcoatl numéro ${"V".repeat(at + 1)}`,
    }));
    const kept = JSON.stringify(trainClassifier([...shopLetters, ...secret]));
    expect(kept.toLowerCase()).not.toContain("quetzalcoatl");
  });

  test("survives any example", () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 60 }), fc.string(), (examples, text) => {
        const taught = trainClassifier(examples, { leastExamples: 2 });
        expect(classifyText(taught, text).confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  test("survives an example of a megabyte", () => {
    const long = { label: "Casse", text: "cassé \ud800 ".repeat(120_000) };
    const taught = trainClassifier([...shopLetters, long]);
    expect(classifyText(taught, "La lampe est arrivée cassée dans son carton").label).toBe("Casse");
  });

  test("knows folders by their numbers as well as by names", () => {
    const numbers = new Map(
      [...new Set(shopLetters.map(({ label }) => label))].map((label, at) => [label, at + 40]),
    );
    const taught = trainClassifier(
      shopLetters.map(({ text, label }) => ({ text, label: numbers.get(label) ?? 0 })),
    );
    expect(classifyText(taught, "Envoyez-moi la facture avec la TVA").label).toBe(numbers.get("Facture"));
  });
});

describe("a packed classifier", () => {
  test("decides as before, to the last digit", () => {
    const taught = trainClassifier(shopLetters);
    const again = unpackClassifier<string>(packClassifier(taught));
    expect(again).toEqual(taught);
    for (const { text } of otherLetters) {
      expect(again && classifyText(again, text)).toEqual(classifyText(taught, text));
    }
  });

  test("still abstains when it had nothing to learn", () => {
    const again = unpackClassifier<string>(packClassifier(trainClassifier(shopLetters.slice(0, 3))));
    expect(again && classifyText(again, "facture")).toMatchObject({ label: null, abstains: true });
  });

  test("of another version is nothing, so that it is learnt anew", () => {
    const packed = packClassifier(trainClassifier(shopLetters));
    packed[0] = 99;
    expect(unpackClassifier(packed)).toBeUndefined();
    expect(unpackClassifier(Buffer.alloc(0))).toBeUndefined();
  });

  test("that was cut short does not open", () => {
    const packed = packClassifier(trainClassifier(shopLetters));
    expect(() => unpackClassifier(packed.subarray(0, packed.length / 2))).toThrow();
  });

  test("is small", () => {
    expect(packClassifier(trainClassifier(shopLetters)).length).toBeLessThan(100_000);
  });
});
