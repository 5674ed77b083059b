import { expect, test } from "vitest";
import { countPlaces, fillTemplate } from "@/lib/conversations/view/fill-template";

const ORDER = { body: "Bonjour {{1}}, la commande {{2}} part demain, {{1}}." };

test("a template needs as many values as its highest place", () => {
  expect(countPlaces(ORDER)).toBe(2);
  expect(countPlaces({ body: "Bonjour" })).toBe(0);
});

test("a place without a value stays as it is written", () => {
  expect(fillTemplate(ORDER, ["Camille", " "])).toBe(
    "Bonjour Camille, la commande {{2}} part demain, Camille.",
  );
});
