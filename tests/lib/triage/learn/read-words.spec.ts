import fc from "fast-check";
import { expect, test } from "vitest";
import { readWords } from "@/lib/triage/learn/read-words";

const folded = (text: string) => readWords(text).map((word) => word.folded);

test("words lose their case and accents, composed or not", () => {
  expect(folded("L’Étagère du CŒUR")).toEqual(["l", "etagere", "du", "coeur"]);
  expect(folded("E\u0301tage\u0300re")).toEqual(["etagere"]);
});

test("addresses, telephone numbers and digits are learnt without whose or which they are", () => {
  expect(folded("Écrivez à marie.lefevre@exemple.fr")).toEqual(["ecrivez", "a", "<address>"]);
  expect(folded("voir HTTPS://boutique.test/suivi?id=9")).toEqual(["voir", "<link>"]);
  expect(folded("appelez le 06 12 34 56 78 ou +33 6 12 34 56 78")).toEqual([
    "appelez",
    "le",
    "<phone>",
    "ou",
    "<phone>",
  ]);
  expect(folded("commande 48213 en 2XL à 12 €")).toEqual(["commande", "00000", "en", "0xl", "a", "00", "€"]);
});

test("only words of letters count as words", () => {
  expect(readWords("12 € sur a@b.fr svp !").filter(({ isWord }) => isWord)).toEqual([
    { quote: "sur", folded: "sur", isWord: true },
    { quote: "svp", folded: "svp", isWord: true },
  ]);
});

test("any text is read within bounds, and each word stands in it in this order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
      const words = readWords(text);
      expect(words.length).toBeLessThanOrEqual(200);
      let from = 0;
      for (const { quote, folded } of words) {
        const at = text.indexOf(quote, from);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(folded.length).toBeLessThanOrEqual(40);
        from = at + quote.length;
      }
    }),
  );
});
