import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = readFileSync("lib/launch/words.ts", "utf8");
const [english = "", french = ""] = source.split("const fr:");

const sentencesOf = (part: string) =>
  [...part.matchAll(/^ {2}"?([\w-]+)"?:\s+"((?:[^"\\]|\\.)*)",$/gm)].map(([, key = "", text = ""]) => ({
    key,
    text,
  }));
const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test("each sentence of the terminal has the same places in both languages", () => {
  const inFrench = new Map(sentencesOf(french).map(({ key, text }) => [key, text]));
  const sentences = sentencesOf(english);
  expect(sentences.length).toBeGreaterThan(30);
  for (const { key, text } of sentences) {
    expect(placesOf(inFrench.get(key) ?? ""), key).toEqual(placesOf(text));
  }
});

test("French punctuation never stands alone at the start of a line", () => {
  const broken = sentencesOf(french).filter(({ text }) => / [:;?!»]|« /.test(text));
  expect(broken).toEqual([]);
});
