import { expect, test } from "vitest";
import { parseSearch } from "@/lib/search/parse-search";

test.each([
  ["", undefined],
  ['  "" ?! ', undefined],
  ["liv", { words: [], phrases: [], prefix: { word: "liv", begin: ["liv"], forms: [] } }],
  ["livraison ", { words: [["livraison", "livraisons"]], phrases: [], prefix: undefined }],
  ["livraisons ", { words: [["livraisons", "livraison"]], phrases: [], prefix: undefined }],
  ["chevaux ", { words: [["chevaux", "chevau", "cheval"]], phrases: [], prefix: undefined }],
  ["1234 ", { words: [["1234", "-1234"]], phrases: [], prefix: undefined }],
  ["AB-1234 ", { words: [["AB-1234", "AB 1234"]], phrases: [], prefix: undefined }],
  [
    "« abat-jour fêlé » du",
    { words: [], phrases: ["abat-jour fêlé"], prefix: { word: "du", begin: ["du"], forms: [] } },
  ],
  ['"pas encore fermé', { words: [], phrases: ["pas encore fermé"], prefix: undefined }],
])("%j is read as it is meant", (typed, terms) => {
  expect(parseSearch(typed)).toEqual(terms);
});
