import { expect, test } from "vitest";
import { readWords } from "@/lib/knowledge/read-words";
import { splitPassages } from "@/lib/knowledge/split-passages";

const sentence = (number: number) => `Phrase ${number} sur la livraison des colis en France et en Belgique.`;

test("a passage keeps the headings it stands under, and does not cross one", () => {
  const passages = splitPassages(
    [
      "Avant tout.",
      "# Livraison",
      "Deux jours.",
      "## Délais",
      "Cinq jours.",
      "### En Corse",
      "Dix.",
      "## Prix ##",
      "Gratuit.",
      "Retours\n=======\n\nTrente jours.",
    ].join("\n\n"),
  );
  expect(passages).toEqual([
    { heading: "", body: "Avant tout." },
    { heading: "Livraison", body: "Deux jours." },
    { heading: "Livraison › Délais", body: "Cinq jours." },
    { heading: "Livraison › Délais › En Corse", body: "Dix." },
    { heading: "Livraison › Prix", body: "Gratuit." },
    { heading: "Retours", body: "Trente jours." },
  ]);
});

test("short paragraphs are read together, and a long one is cut between its sentences", () => {
  const together = splitPassages("Un.\n\nDeux.\n\nTrois.");
  expect(together.map(({ body }) => body)).toEqual(["Un.\n\nDeux.\n\nTrois."]);
  const long = Array.from({ length: 60 }, (_, index) => sentence(index)).join(" ");
  const passages = splitPassages(`# Titre\n\n${long}`);
  expect(passages.length).toBeGreaterThan(3);
  for (const { body } of passages) {
    expect(body.length).toBeLessThanOrEqual(990);
    expect(body.length).toBeGreaterThanOrEqual(80);
    expect(body).toMatch(/^Phrase .*\.$/s);
  }
  expect(passages.map(({ body }) => body).join(" ")).toBe(long);
});

test("tables and lists stay whole, and a very long table keeps its head in every part", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => `| Pays ${index} | ${index} jours ouvrés |`);
  const table = ["| Pays | Délai |", "| --- | --- |", ...rows(40)].join("\n");
  expect(splitPassages(`Les délais :\n\n${table}`)).toEqual([
    { heading: "", body: `Les délais :\n\n${table}` },
  ]);
  const parts = splitPassages(["| Pays | Délai |", "| --- | --- |", ...rows(400)].join("\n"));
  expect(parts.length).toBeGreaterThan(5);
  for (const { body } of parts) expect(body.startsWith("| Pays | Délai |\n| --- | --- |\n| Pays")).toBe(true);
  const list = Array.from({ length: 30 }, (_, index) => `- Point ${index} de la liste des conditions`).join(
    "\n",
  );
  expect(splitPassages(`${list}\n\nFin.`)[0]?.body).toContain(list);
});

test("whatever is written, every word of it is in a passage and no passage is endless", () => {
  const odd = [
    "x".repeat(5000),
    "```\n# pas un titre\n",
    "| a",
    "- ",
    "#",
    "1) un\n\n   suite\n2) deux",
    "---",
    "\u0301",
  ];
  for (const text of [...odd, odd.join("\n\n")]) {
    const passages = splitPassages(text);
    for (const { body } of passages) expect(body.length).toBeLessThan(3000);
    const said = passages
      .map(({ heading, body }) => `${heading} ${body}`)
      .join(" ")
      .replace(/\s/g, "");
    for (const word of readWords(text).plain.split(" "))
      expect(said.toLowerCase().normalize("NFD")).toContain(word);
  }
});
