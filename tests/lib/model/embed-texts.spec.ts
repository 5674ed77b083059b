import { afterEach, beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listModelCalls } from "@/db/queries/model-calls";
import { embedTexts } from "@/lib/model/embed-texts";
import { createCompany } from "../../support/factories/company";
import { connectModel } from "../../support/model";
import { type OpenAiServer, startOpenAiServer } from "../../support/openai-server";

let server: OpenAiServer;
let companyId: number;
beforeEach(async () => {
  server = await startOpenAiServer();
  ({ companyId } = await createCompany());
});
afterEach(() => server.stop());

test("a company without an embedding model goes by words alone", async () => {
  await connectModel(companyId, server);
  expect(await embedTexts(companyId, ["bonjour"])).toBeUndefined();
  expect(server.embedded).toEqual([]);
});

test("many texts go in several requests and come back in their order", async () => {
  await connectModel(companyId, server, { embeddingModel: "text-embedding-3-small" });
  const texts = Array.from({ length: 70 }, (_, at) => `texte numéro${at}`);

  const vectors = await embedTexts(companyId, texts);

  expect(server.embedded.map((some) => some.length)).toEqual([64, 6]);
  expect(vectors).toHaveLength(70);
  expect((await embedTexts(companyId, ["texte numéro66"]))?.[0]).toEqual(vectors?.[66]);
  const calls = await withCompany(companyId, (db) => listModelCalls(db, 5));
  expect(calls[0]).toMatchObject({
    purpose: "embedding",
    model: "text-embedding-3-small",
    outcome: "answered",
  });
});

test("a server that fails leaves no vectors, and stands in the ledger", async () => {
  await connectModel(companyId, server, { embeddingModel: "text-embedding-3-small" });
  server.failNext(500);
  expect(await embedTexts(companyId, ["bonjour"])).toBeUndefined();
  const calls = await withCompany(companyId, (db) => listModelCalls(db, 5));
  expect(calls).toMatchObject([{ purpose: "embedding", outcome: "unreachable" }]);
});
