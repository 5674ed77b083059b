"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction, outsideAction } from "@/app/employee-action";
import { articlePublished } from "@/inngest/events";
import { findPassages } from "@/lib/knowledge/find-passages";
import { importPage } from "@/lib/knowledge/import-article";
import {
  archiveArticle,
  publishArticle,
  restoreArticle,
  unpublishArticle,
} from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { LONGEST_ARTICLE, LONGEST_TITLE } from "@/lib/knowledge/view/article-limits";

const permission = "knowledge.manage";
const FOUND = 5;

const articleId = z.int().positive();
const ArticleInput = z.object({
  articleId: articleId.nullable(),
  version: z.int().positive(),
  title: z.string().trim().min(1, "required").max(LONGEST_TITLE, "invalid"),
  body: z.string().max(LONGEST_ARTICLE, "articleTooLong"),
});

const showChange = () => revalidatePath("/inbox/settings/knowledge", "layout");

export const save = employeeAction({
  input: ArticleInput,
  permission,
  run: async (db, article, { employeeId }) => {
    const saved = await saveArticle(db, { ...article, employeeId });
    showChange();
    return saved;
  },
});

export const saveAndPublish = employeeAction({
  input: ArticleInput,
  permission,
  run: async (db, article, { employeeId }) => {
    const saved = await saveArticle(db, { ...article, employeeId });
    const passageCount = await publishArticle(db, { ...saved, employeeId });
    showChange();
    return { ...saved, passageCount };
  },
  announce: ({ articleId }, { companyId }) => articlePublished.create({ companyId, articleId }),
});

export const unpublish = employeeAction({
  input: z.object({ articleId }),
  permission,
  run: async (db, { articleId }, { employeeId }) => {
    await unpublishArticle(db, { articleId, employeeId });
    showChange();
  },
});

export const archive = employeeAction({
  input: z.object({ articleId }),
  permission,
  run: async (db, { articleId }, { employeeId }) => {
    await archiveArticle(db, { articleId, employeeId });
    showChange();
  },
});

export const restore = employeeAction({
  input: z.object({ articleId }),
  permission,
  run: async (db, { articleId }, { employeeId }) => {
    await restoreArticle(db, { articleId, employeeId });
    showChange();
  },
});

export const importAddress = outsideAction({
  input: z.object({ address: z.string().trim().min(1, "required").max(2000, "invalid") }),
  permission,
  run: async ({ address }, { companyId, employeeId }) => {
    const imported = await importPage(companyId, { employeeId, address });
    showChange();
    return imported;
  },
});

export const tryQuestion = outsideAction({
  input: z.object({ question: z.string().trim().min(1, "required").max(4000, "invalid") }),
  permission: "knowledge.read",
  run: async ({ question }, { companyId }) => {
    const found = await findPassages(companyId, { question, limit: FOUND });
    return found.map(({ passageId, articleId, title, heading, body, score }) => ({
      ...{ passageId, articleId, title, heading, body, score },
    }));
  },
});
