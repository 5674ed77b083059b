import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { catalogues } from "@/lib/i18n/catalogue";

type Node = string | { [key: string]: Node };

const flat = (node: Node, path = ""): [string, string][] =>
  typeof node === "string"
    ? [[path, node]]
    : Object.entries(node).flatMap(([key, child]) => flat(child, path ? `${path}.${key}` : key));

const fr = new Map(flat(catalogues.fr));
const en = new Map(flat(catalogues.en));
// What follows "one" or "=0" in a plural is text, not a name; so is what goes on after its first word.
const placeholders = (text: string) =>
  [...text.matchAll(/(?<!(?:=\d+|\b(?:zero|one|two|few|many|other)) )\{(\w+)(?=[,}])/g)]
    .map(([, name]) => name)
    .sort();

test("everything is said in French and in English", () => {
  expect([...en.keys()].sort()).toEqual([...fr.keys()].sort());
});

test("both languages name the same values", () => {
  for (const [key, text] of fr) {
    expect(new Set(placeholders(en.get(key) ?? "")), key).toEqual(new Set(placeholders(text)));
  }
});

describe("French spacing", () => {
  test("stands before : ; ? ! % and inside quotes, and never breaks a line", () => {
    const wrong = [...fr].filter(([, text]) =>
      / [:;?!%»]|« |[^\s\u00a0]»|[\p{L}\d)»][;?!](?:\s|$)/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  test("is never the thin U+202F", () => {
    expect([...fr].filter(([, text]) => text.includes("\u202f"))).toEqual([]);
  });
});

test.each(["fr", "en"] as const)("every message in %s can be written out", (locale) => {
  const problems: unknown[] = [];
  const messages = catalogues[locale] as unknown as Record<string, never>;
  const t = createTranslator({ locale, messages, onError: (error) => problems.push(error.message) });
  for (const [key, text] of locale === "fr" ? fr : en) {
    const tags = [...text.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, (inside: string) => inside]);
    const values = placeholders(text).map((name) => [name, 2]);
    t.markup(key as never, Object.fromEntries([...values, ...tags]) as never);
  }
  expect(problems).toEqual([]);
});
