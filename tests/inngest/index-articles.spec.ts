import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { saveModelSettings } from "@/db/queries/model-settings";
import { articlePassages } from "@/db/schema";
import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { articlePublished } from "@/inngest/events";
import { indexArticlesOnPublish } from "@/inngest/functions/index-articles";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { sweepCompany } from "@/lib/sweep/sweep-company";
import { createCompany } from "@/tests/support/factories/company";
import { eventually, runFunctions } from "@/tests/support/jobs";
import { allowLoopback } from "@/tests/support/loopback";
import { connectModel } from "@/tests/support/model";
import { type OpenAiServer, startOpenAiServer } from "@/tests/support/openai-server";

let server: OpenAiServer;
let companyId: number;
let employeeId: number;

beforeAll(async () => {
  allowLoopback();
  server = await startOpenAiServer();
  ({ companyId, employeeId } = await createCompany());
});
afterAll(() => server.stop());

const publish = (title: string) =>
  withCompany(companyId, async (db) => {
    const saved = await saveArticle(db, {
      articleId: null,
      version: 1,
      title,
      body: "Deux ans.",
      employeeId,
    });
    await publishArticle(db, { ...saved, employeeId });
    await announce(db, [articlePublished.create({ companyId, articleId: saved.articleId })]);
    return saved.articleId;
  });

const known = () =>
  withCompany(companyId, async (db) => {
    const rows = await db.select({ embedding: articlePassages.embedding }).from(articlePassages);
    return rows.filter(({ embedding }) => embedding !== null).length;
  });

const hoursLater = () =>
  withCompany(companyId, (db) =>
    db.execute(sql`update articles set published_at = now() - interval '1 hour'`),
  );

test("what was published before there was an embedding model is announced once there is one", async () => {
  const articleId = await publish("Garantie");
  await hoursLater();
  expect((await sweepCompany(companyId)).articles).toEqual([]);
  await connectModel(companyId, server, { embeddingModel: "stand-in-embedding" });
  expect((await sweepCompany(companyId)).articles).toEqual([articleId]);
});

test("an article that is published gets its vectors, in a job of its own", async () => {
  await runFunctions([indexArticlesOnPublish], { with: inngest });
  await publish("Livraison");
  expect(await eventually("the passage has its vector", known)).toBeGreaterThan(0);
});

test("another embedding model computes everything anew", async () => {
  await withCompany(companyId, (db) => saveModelSettings(db, { prompt: "Bonjour" }));
  expect(await known()).toBeGreaterThan(0);
  await withCompany(companyId, (db) => saveModelSettings(db, { embeddingModel: "another" }));
  expect(await known()).toBe(0);
  await hoursLater();
  expect((await sweepCompany(companyId)).articles.length).toBeGreaterThan(0);
});
