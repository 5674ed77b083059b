import fc from "fast-check";
import { expect, test } from "vitest";
import type { FilingShape } from "@/lib/triage/filing-shape";
import { readFiling } from "@/lib/triage/read-filing";

const FOLDERS = [
  { id: 11, name: "Commandes", description: "" },
  { id: 12, name: "Support", description: "" },
];
const TEXT = "Bonjour, où est ma commande 12345 ? C’est urgent.";

const said = (change: Partial<FilingShape> = {}): FilingShape => ({
  folder: "F1",
  confidence: 0.94,
  runnerUp: "F2",
  runnerUpConfidence: 0.04,
  urgent: false,
  spam: false,
  intent: "question",
  language: "fr",
  reason: "Demande où en est une commande.",
  quotes: ["où est ma commande 12345"],
  ...change,
});

test("a label becomes the folder it stands for, with what decided", () => {
  expect(readFiling(said(), FOLDERS, TEXT)).toEqual({
    folderId: 11,
    confidence: 0.94,
    runnerUp: { folderId: 12, confidence: 0.04 },
    urgent: false,
    spam: false,
    intent: "question",
    language: "fr",
    reason: "Demande où en est une commande.",
    quotes: ["où est ma commande 12345"],
  });
});

test.each([["F3"], ["12"], ["Support"], [""], ["F1; F2"]])(
  "a label that was not offered, %o, is no folder",
  (folder) => {
    expect(readFiling(said({ folder }), FOLDERS, TEXT).folderId).toBeNull();
  },
);

test("words that do not stand in the message are no quote, and without one nothing is sure", () => {
  const read = readFiling(said({ quotes: ["où est mon colis", ""] }), FOLDERS, TEXT);
  expect(read.quotes).toEqual([]);
  expect(read.confidence).toBe(0.5);
});

test("a quote is found whatever its apostrophes, capitals and spaces", () => {
  expect(readFiling(said({ quotes: ["c'est  URGENT"] }), FOLDERS, TEXT).quotes).toHaveLength(1);
});

test("whatever a model says, shares lie between 0 and 1 and folders are ours", () => {
  const anything = fc.record({
    folder: fc.string(),
    confidence: fc.double(),
    runnerUp: fc.oneof(fc.constant("F1"), fc.string()),
    runnerUpConfidence: fc.double(),
    reason: fc.string({ unit: "binary" }),
    quotes: fc.array(fc.oneof(fc.constant("commande"), fc.string({ unit: "binary" }))),
  });
  fc.assert(
    fc.property(anything, (change) => {
      const read = readFiling(said(change), FOLDERS, TEXT);
      expect(read.confidence).toBeGreaterThanOrEqual(0);
      expect(read.confidence).toBeLessThanOrEqual(1);
      expect([null, 11, 12]).toContain(read.folderId);
      expect(read.reason).not.toMatch(/\p{Cc}/u);
    }),
  );
});
