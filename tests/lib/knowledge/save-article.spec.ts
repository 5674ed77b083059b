import { beforeAll, expect, test } from "vitest";
import { type Db, withCompany } from "@/db/company";
import { listArticles } from "@/db/queries/article-list";
import { findArticle } from "@/db/queries/article-rows";
import { activities } from "@/db/schema";
import {
  archiveArticle,
  publishArticle,
  restoreArticle,
  unpublishArticle,
} from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { createCompany } from "@/tests/support/factories/company";
import { createEmployee } from "@/tests/support/factories/employee";

let companyId: number;
let employeeId: number;
beforeAll(async () => {
  ({ companyId, employeeId } = await createCompany());
});

const within = <Result>(run: (db: Db) => Promise<Result>) => withCompany(companyId, run);
const write = (words: { title: string; body: string }) =>
  within((db) => saveArticle(db, { articleId: null, version: 1, employeeId, ...words }));
const refusal = (key: string, values = {}) =>
  expect.objectContaining({ name: "AppError", message: key, values });
const states = async (text = "") =>
  (await within((db) => listArticles(db, { text, limit: 100 }))).map(({ title, state, passageCount }) => ({
    title,
    state,
    passageCount,
  }));

test("of two people who opened the same version, the second is told who was quicker and overwrites nothing", async () => {
  const opened = await write({ title: "Retours", body: "Trente jours." });
  const colleague = await createEmployee(companyId, { name: "Hugo Dubois", role: "admin" });
  const saved = await within((db) =>
    saveArticle(db, { ...opened, title: "Retours", body: "Quinze jours.", employeeId: colleague }),
  );
  expect(saved.version).toBe(2);
  const late = within((db) =>
    saveArticle(db, { ...opened, title: "Retours", body: "Dix jours.", employeeId }),
  );
  await expect(late).rejects.toEqual(refusal("articleChanged", { name: "Hugo Dubois" }));
  await expect(within((db) => publishArticle(db, { ...opened, employeeId }))).rejects.toEqual(
    refusal("articleChanged", { name: "Hugo Dubois" }),
  );
  expect(await within((db) => findArticle(db, opened.articleId))).toMatchObject({
    body: "Quinze jours.",
    version: 2,
  });
});

test("of two who save at the same moment, one wins", async () => {
  const opened = await write({ title: "Prix", body: "Dix euros." });
  const both = await Promise.allSettled(
    ["Onze euros.", "Douze euros."].map((body) =>
      within((db) => saveArticle(db, { ...opened, title: "Prix", body, employeeId })),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("the same words again make no new version", async () => {
  const words = { title: "Horaires", body: "De 10 h à 19 h." };
  const opened = await write(words);
  expect(await within((db) => saveArticle(db, { ...opened, ...words, employeeId }))).toEqual(opened);
});

test("the list says what is published, what was written on since, and how much of it can be found", async () => {
  const opened = await write({
    title: "Été à l’atelier",
    body: "## Ouvert\nEn juillet.\n## Fermé\nEn août.",
  });
  expect(await states("ete a l’atelier")).toEqual([
    { title: "Été à l’atelier", state: "draft", passageCount: 0 },
  ]);
  await within((db) => publishArticle(db, { ...opened, employeeId }));
  expect(await states("AOÛT")).toMatchObject([{ state: "published", passageCount: 2 }]);
  const words = { title: "Été à l’atelier", body: "Fermé en août." };
  const next = await within((db) => saveArticle(db, { ...opened, ...words, employeeId }));
  expect(await states("atelier")).toMatchObject([{ state: "changed", passageCount: 2 }]);
  await within((db) => unpublishArticle(db, { ...next, employeeId }));
  expect(await states("atelier")).toMatchObject([{ state: "draft", passageCount: 0 }]);
  await within((db) => archiveArticle(db, { ...next, employeeId }));
  expect(await states("atelier")).toEqual([]);
  await expect(within((db) => saveArticle(db, { ...next, ...words, employeeId }))).rejects.toEqual(
    refusal("articleGone"),
  );
  await within((db) => restoreArticle(db, { ...next, employeeId }));
  expect(await states("atelier")).toMatchObject([{ state: "draft" }]);
  expect(await states("100%_\\")).toEqual([]);
});

test("an article without text is not published", async () => {
  const opened = await write({ title: "Vide", body: "# Rien dessous" });
  await expect(within((db) => publishArticle(db, { ...opened, employeeId }))).rejects.toEqual(
    refusal("articleEmpty"),
  );
  expect(await within((db) => findArticle(db, opened.articleId))).toMatchObject({ publishedAt: null });
});

test("who wrote, published and retired what is kept", async () => {
  const company = await createCompany();
  const { employeeId } = company;
  const seen = await withCompany(company.companyId, async (db) => {
    const saved = await saveArticle(db, { articleId: null, version: 1, title: "A", body: "B", employeeId });
    await publishArticle(db, { ...saved, employeeId });
    await archiveArticle(db, { ...saved, employeeId });
    return db
      .select({ verb: activities.verb, by: activities.employeeId })
      .from(activities)
      .orderBy(activities.id);
  });
  const verbs = ["articleSaved", "articlePublished", "articleArchived"];
  expect(seen).toEqual(verbs.map((verb) => ({ verb, by: employeeId })));
});
