import { afterAll, beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { embedArticle } from "@/lib/knowledge/embed-article";
import { findPassages } from "@/lib/knowledge/find-passages";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { mergeRanks, rankByMeaning } from "@/lib/knowledge/rank-by-meaning";
import { saveArticle } from "@/lib/knowledge/save-article";
import { createCompany } from "@/tests/support/factories/company";
import { allowLoopback } from "@/tests/support/loopback";
import { connectModel } from "@/tests/support/model";
import { type OpenAiServer, startOpenAiServer } from "@/tests/support/openai-server";

let server: OpenAiServer;
let companyId: number;
let articleId: number;

beforeAll(async () => {
  allowLoopback();
  server = await startOpenAiServer();
  const company = await createCompany();
  companyId = company.companyId;
  await connectModel(companyId, server, { embeddingModel: "stand-in-embedding" });
  // To the stand-in, "remise" and "bon" mean the same.
  const sections = [
    "## Commande\nremise",
    "## Atelier\nOuvert du mardi au samedi.",
    "## Colis\nPart en deux jours.",
  ];
  articleId = await withCompany(companyId, async (db) => {
    const { employeeId } = company;
    const article = { articleId: null, version: 1, title: "Boutique", body: sections.join("\n\n") };
    const saved = await saveArticle(db, { ...article, employeeId });
    await publishArticle(db, { ...saved, employeeId });
    return saved.articleId;
  });
});
afterAll(() => server.stop());

const ask = (question: string) => findPassages(companyId, { question, limit: 3 });

test("without vectors the question is not sent to the model, and a word that no article has finds nothing", async () => {
  expect(await ask("bon")).toEqual([]);
  expect(server.embedded).toEqual([]);
});

test("each passage is computed once, with its title and heading, however often it is announced", async () => {
  expect(await embedArticle(companyId, articleId)).toBe(3);
  expect(await embedArticle(companyId, articleId)).toBe(0);
  expect(server.embedded).toEqual([
    [
      "Boutique\nCommande\nremise",
      "Boutique\nAtelier\nOuvert du mardi au samedi.",
      "Boutique\nColis\nPart en deux jours.",
    ],
  ]);
});

test("what means the same is found without a word in common, and words still count", async () => {
  expect((await ask("bon"))[0]).toMatchObject({ heading: "Commande", score: 1 });
  expect((await ask("l’atelier, le samedi"))[0]).toMatchObject({ heading: "Atelier" });
});

test("when the model does not answer, words find", async () => {
  server.failNext(500);
  expect((await ask("colis"))[0]).toMatchObject({ heading: "Colis" });
});

test("vectors of another model's length are not compared", () => {
  const passages = [
    { passageId: 1, embedding: [1, 0, 0] },
    { passageId: 2, embedding: [0.6, 0.8] },
    { passageId: 3, embedding: [1, 0] },
    { passageId: 4, embedding: [0, 0] },
    { passageId: 5, embedding: [-1, 0] },
  ];
  expect(rankByMeaning([2, 0], passages)).toEqual([
    { passageId: 3, score: 1 },
    { passageId: 2, score: expect.closeTo(0.6) },
  ]);
});

test("what two rankings agree on stands before what one of them puts first", () => {
  const ranking = (...ids: number[]) => ids.map((passageId, index) => ({ passageId, score: 100 - index }));
  const merged = mergeRanks([ranking(1, 2, 3), ranking(4, 2)]);
  expect(merged.map(({ passageId }) => passageId)).toEqual([2, 1, 4, 3]);
});
