import { expect, test } from "vitest";
import { measureAnswers, measureClassifier } from "@/lib/triage/learn/measure-classifier";
import { measureHeldOut } from "@/lib/triage/learn/measure-held-out";
import { trainClassifier } from "@/lib/triage/learn/train-classifier";
import { otherLetters, shopLetters } from "./shop-letters";

const given = (label: string, confidence: number, abstains = false) => ({
  label,
  confidence,
  abstains,
  runnerUp: null,
  words: [],
});

test("each folder is measured by what was answered, and what should have been", () => {
  const measure = measureAnswers([
    { expected: "Retour", given: given("Retour", 0.95) },
    { expected: "Retour", given: given("Facture", 0.85) },
    { expected: "Retour", given: given("Retour", 0.45, true) },
    { expected: "Facture", given: given("Facture", 0.95) },
  ]);
  expect(measure).toMatchObject({ count: 4, accuracy: 0.75, coverage: 0.75, precision: 2 / 3 });
  expect(measure.labels).toEqual([
    { label: "Retour", count: 3, answered: 1, precision: 1, recall: 1 / 3 },
    { label: "Facture", count: 1, answered: 2, precision: 0.5, recall: 1 },
  ]);
  expect(measure.confusion).toContainEqual({ expected: "Retour", given: "Facture", count: 1 });
  expect(measure.calibration.map(({ count, accuracy }) => ({ count, accuracy }))).toEqual([
    { count: 1, accuracy: 1 },
    { count: 1, accuracy: 0 },
    { count: 2, accuracy: 1 },
  ]);
  expect(measure.calibrationError).toBeCloseTo((0.55 + 0.85 + 2 * 0.05) / 4);
});

test("nothing to measure is no division by nothing", () => {
  expect(measureAnswers([])).toEqual({
    count: 0,
    accuracy: 0,
    coverage: 0,
    precision: null,
    labels: [],
    confusion: [],
    calibration: [],
    calibrationError: 0,
  });
});

test("a folder that never had an answer has no precision", () => {
  const { labels } = measureAnswers([{ expected: "Casse", given: given("Retour", 0.3, true) }]);
  expect(labels).toEqual([{ label: "Casse", count: 1, answered: 0, precision: null, recall: 0 }]);
});

test("letters to a French shop are filed rightly, on those set aside and on others", () => {
  const aside = measureHeldOut(shopLetters);
  expect(aside.count).toBe(shopLetters.length);
  expect(aside.accuracy).toBeGreaterThanOrEqual(0.98);
  expect(aside.precision).toBeGreaterThanOrEqual(0.98);
  expect(aside.coverage).toBeGreaterThanOrEqual(0.9);
  const others = measureClassifier(trainClassifier(shopLetters), otherLetters);
  expect(others.accuracy).toBeGreaterThanOrEqual(0.85);
});
