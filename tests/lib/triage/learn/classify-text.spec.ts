import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyText } from "@/lib/triage/learn/classify-text";
import { trainClassifier } from "@/lib/triage/learn/train-classifier";
import { otherLetters, shopLetters } from "./shop-letters";

const classifier = trainClassifier(shopLetters);

describe("a letter to a French shop", () => {
  test("is filed under its matter, however else it is written", () => {
    const right = otherLetters.filter(({ text, label }) => classifyText(classifier, text).label === label);
    expect(right.length).toBeGreaterThanOrEqual(otherLetters.length - 1);
  });

  test("is never filed wrongly where the classifier is sure", () => {
    const wrong = otherLetters.filter(({ text, label }) => {
      const given = classifyText(classifier, text);
      return !given.abstains && given.label !== label;
    });
    expect(wrong).toEqual([]);
    const answered = otherLetters.filter(({ text }) => !classifyText(classifier, text).abstains);
    expect(answered.length).toBeGreaterThan(otherLetters.length / 2);
  });

  test("is filed with the words that decided, as they stand in it", () => {
    const { label, words, abstains, confidence, runnerUp } = classifyText(
      classifier,
      "Bonjour, pouvez-vous m’envoyer la FACTURE de l’Étagère ? Cordialement, Élodie",
    );
    expect({ label, abstains }).toEqual({ label: "Facture", abstains: false });
    expect(words).toContain("FACTURE");
    expect(words.length).toBeLessThanOrEqual(5);
    expect(confidence).toBeGreaterThan(0.8);
    expect(runnerUp?.confidence).toBeLessThan(1 - confidence);
  });

  test("means the same without accents or capitals", () => {
    const text = "Bonjour, {} a été abîmée à l’expédition, le carton était enfoncé".replace(
      "{}",
      "l’Étagère",
    );
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase().replaceAll("’", "'");
    const { words, ...given } = classifyText(classifier, text);
    const { words: plainWords, ...same } = classifyText(classifier, plain);
    expect(given).toEqual(same);
    expect(words).toContain("abîmée");
    expect(plainWords).toContain("ABIMEE");
  });
});

describe("the classifier abstains", () => {
  test.each(["Zxqv wklmnp bdfgh", "12345 67890", "😀 !!!", "", "   ", "https://example.test/facture"])(
    "on a text without any known word: %j",
    (text) => {
      expect(classifyText(classifier, text).abstains).toBe(true);
    },
  );

  test.each([
    "Guten Tag, wann beginnt am Samstag der Kurs und gibt es dort einen Parkplatz?",
    "Bonjour, recrutez-vous un stagiaire à la rentrée ? Merci d’avance.",
    "Bonjour à toute l’équipe, bonne journée !",
  ])("on another language, other matters, or a mere greeting: %s", (text) => {
    expect(classifyText(classifier, text).abstains).toBe(true);
  });

  test("for a folder with fewer than eight examples, even on these very examples", () => {
    const rare = Array.from({ length: 7 }, (_, at) => ({
      label: "Presse",
      text: `Journaliste, je prépare un reportage radio numéro ${"I".repeat(at + 1)}`,
    }));
    const taught = trainClassifier([...shopLetters, ...rare]);
    for (const { text } of rare) {
      const given = classifyText(taught, text);
      expect(given.abstains).toBe(true);
    }
    const enough = trainClassifier([...shopLetters, ...rare], { leastExamples: 7 });
    expect(classifyText(enough, rare[0]?.text ?? "")).toMatchObject({ label: "Presse" });
  });

  test("where the same letter was filed eight times, which is one example", () => {
    const same = Array.from({ length: 20 }, () => ({
      label: "Presse",
      text: "Journaliste, un reportage radio",
    }));
    const taught = trainClassifier([...shopLetters, ...same]);
    expect(classifyText(taught, "Journaliste, un reportage radio").abstains).toBe(true);
  });

  test("where there was one folder to learn from, or none", () => {
    const one = trainClassifier(shopLetters.filter(({ label }) => label === "Retour"));
    expect(classifyText(one, "Comment renvoyer la lampe ?")).toMatchObject({ label: null, abstains: true });
    expect(classifyText(trainClassifier([]), "Bonjour")).toEqual({
      label: null,
      confidence: 0,
      runnerUp: null,
      abstains: true,
      words: [],
    });
  });

  test("where the folders were filed at random", () => {
    const text = (at: number) => shopLetters[(at * 7) % shopLetters.length]?.text ?? "";
    const random = Array.from({ length: 120 }, (_, at) => ({ text: text(at), label: (at * at) % 7 }));
    const taught = trainClassifier(random, { wantedPrecision: 0.99 });
    const answers = shopLetters.filter((letter) => !classifyText(taught, letter.text).abstains);
    expect(answers.length).toBeLessThan(shopLetters.length / 4);
  });
});

describe("whatever the text", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom("facture", "Étagère", "\ud83d", "\ude00", "l’", "a@b.fr", "+33 6 12 34 56 78", "œ"),
        {
          maxLength: 40,
        },
      )
      .map((parts) => parts.join(" ")),
  );

  test("the decision is the same twice, within bounds, and quotes the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const given = classifyText(classifier, text);
        expect(given).toEqual(classifyText(classifier, text));
        expect(given.confidence).toBeGreaterThanOrEqual(0);
        expect(given.confidence).toBeLessThanOrEqual(1);
        expect(given.confidence + (given.runnerUp?.confidence ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        for (const word of given.words) expect(text).toContain(word);
      }),
    );
  });

  test.each([
    ["a megabyte of one letter", "a".repeat(1_000_000)],
    ["a megabyte of letters and dots before no at sign", "a.".repeat(500_000)],
    ["a megabyte of digits", "0 ".repeat(500_000)],
    ["a megabyte of words", "la facture ".repeat(90_000)],
    ["a megabyte of combining marks", `e${"\u0301".repeat(1_000_000)}`],
    ["lone surrogates", "\ud800\udc00\ud800 facture \udfff".repeat(1000)],
    ["a megabyte of link", `https://${"x".repeat(1_000_000)}`],
  ])("%s is decided in no time", (_, text) => {
    const from = performance.now();
    classifyText(classifier, text);
    expect(performance.now() - from).toBeLessThan(500);
  });
});
