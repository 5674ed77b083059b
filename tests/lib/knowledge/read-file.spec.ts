import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readDocument } from "@/lib/knowledge/read-document";
import { readFile } from "@/lib/knowledge/read-file";
import { makePdf, writePdf } from "@/tests/support/pdf-file";

const refusal = (key: string) => expect.objectContaining({ name: "AppError", message: key });
const read = (name: string, content: Buffer | string) => readFile({ name, content: Buffer.from(content) });
const pdf = (bytes: Buffer) => ({ kind: "pdf" as const, bytes: new Uint8Array(bytes) });

test("Markdown takes its title from its first heading, text from the file's name", async () => {
  expect(await read("livraison.md", "# Nos délais\n\n## France\nDeux jours.")).toEqual({
    origin: "markdown",
    title: "Nos délais",
    body: "## France\nDeux jours.",
  });
  expect(await read("notes_de_retour.md", "Trente jours.")).toMatchObject({ title: "notes de retour" });
  expect(await read("Conditions générales.txt", "\ufeffArticle 1\r\nLivraison.")).toEqual({
    origin: "text",
    title: "Conditions générales",
    body: "Article 1\nLivraison.",
  });
});

test("text in the alphabet of an old Windows is read, and what cannot be seen is taken out", async () => {
  expect(await read("a.txt", Buffer.from("D\xe9lai : 2 jours", "latin1"))).toMatchObject({
    body: "Délai : 2 jours",
  });
  expect(await read("a.txt", Buffer.from("\ufeffété", "utf16le"))).toMatchObject({ body: "été" });
  expect(await read("a.txt", "Ret\u200bour \u202egratuit\u202c")).toMatchObject({ body: "Retour gratuit" });
  expect(await read("a.txt", "BMW et autres marques")).toMatchObject({ body: "BMW et autres marques" });
});

test("what a file is decides, not what it is called", async () => {
  const page = makePdf([[{ text: "Livraison en deux jours." }]]);
  expect(await read("texte.txt", page)).toMatchObject({ origin: "pdf", body: "Livraison en deux jours." });
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const program = Buffer.from("4d5a90000300000004000000ffff0000", "hex");
  for (const content of [png, program, Buffer.from([0, 1, 2, 3])]) {
    await expect(read("livraison.md", content)).rejects.toEqual(refusal("articleFileType"));
  }
  await expect(read("vide.md", "")).rejects.toEqual(refusal("articleFileEmpty"));
  await expect(read("blanc.md", " \n\u200b")).rejects.toEqual(refusal("articleRead.without-text"));
  await expect(read("grand.txt", Buffer.alloc(10 * 1024 * 1024 + 1, "a"))).rejects.toEqual(
    refusal("articleFileLarge"),
  );
  await expect(read("long.txt", "a".repeat(500_000))).rejects.toEqual(refusal("articleTooLong"));
});

test("a PDF keeps its headings and paragraphs, and loses what every page repeats", async () => {
  const footer = (number: number) => [
    { text: "Atelier Ferrand - Lyon", size: 8 },
    { text: `Page ${number} / 3`, size: 8 },
  ];
  const bytes = makePdf(
    [
      [
        { text: "Conditions de vente", size: 20 },
        { text: "Livraison", size: 15 },
        { text: "La livraison prend trois jours en France et" },
        { text: "cinq jours en Belgique. Le trans-" },
        { text: "porteur prévient par SMS." },
        { text: "\x95 à domicile" },
        { text: "\x95 en point relais" },
        ...footer(1),
      ],
      [{ text: "Retours", size: 15 }, { text: "Trente jours." }, ...footer(2)],
      [{ text: "Garantie", size: 15 }, { text: "Deux ans." }, ...footer(3)],
    ],
    { title: "Conditions 2026" },
  );
  expect(await read("cgv.pdf", bytes)).toEqual({
    origin: "pdf",
    title: "Conditions 2026",
    body: [
      "# Conditions de vente",
      "## Livraison",
      "La livraison prend trois jours en France et cinq jours en Belgique. Le transporteur prévient par SMS.",
      "- à domicile\n- en point relais",
      "## Retours",
      "Trente jours.",
      "## Garantie",
      "Deux ans.",
    ].join("\n\n"),
  });
});

describe("a hostile PDF", () => {
  const SMALL = { seconds: 2, megabytes: 96 };

  test("that unpacks to gigabytes is given up, and the server goes on meanwhile", async () => {
    const zeros = deflateSync(Buffer.alloc(600 * 1024 * 1024, " "), { level: 1 });
    const bomb = writePdf([{ data: deflateSync(zeros), filter: "[/FlateDecode /FlateDecode]" }]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    let beats = 0;
    const heart = setInterval(() => beats++, 20);
    expect(["too-heavy", "too-slow"]).toContain(await readDocument(pdf(bomb), { ...SMALL, seconds: 10 }));
    clearInterval(heart);
    expect(beats).toBeGreaterThan(20);
  }, 60_000);

  test("that takes for ever is given up, and the next one is read", async () => {
    const endless = deflateSync(
      Buffer.from("BT /F1 9 Tf 1 0 0 1 9 9 Tm (a b c d e f g h) Tj ET\n".repeat(1_500_000)),
    );
    const slow = writePdf(Array.from({ length: 8 }, () => ({ data: endless, filter: "/FlateDecode" })));
    const next = makePdf([[{ text: "Trente jours." }]]);
    const answers = await Promise.all([slow, slow, next].map((bytes) => readDocument(pdf(bytes), SMALL)));
    for (const answer of answers.slice(0, 2)) expect(["too-heavy", "too-slow"]).toContain(answer);
    expect(answers[2]).toEqual({ title: "", markdown: "Trente jours." });
  }, 60_000);

  test("with too many pages, without text or damaged is refused with the reason", async () => {
    const page = [{ text: "a" }];
    const long = makePdf(Array.from({ length: 201 }, () => page));
    await expect(read("a.pdf", long)).rejects.toEqual(refusal("articleRead.too-many-pages"));
    await expect(read("a.pdf", makePdf([[]]))).rejects.toEqual(refusal("articleRead.without-text"));
    const whole = makePdf([page]);
    const broken = Buffer.concat([whole.subarray(0, 20), Buffer.alloc(300, "<<[")]);
    await expect(read("a.pdf", broken)).rejects.toEqual(refusal("articleRead.broken"));
  });
});
