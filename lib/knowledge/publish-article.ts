import type { Db } from "@/db/company";
import { deletePassages } from "@/db/queries/article-passages";
import {
  findArticle,
  markArchived,
  markPublished,
  markRestored,
  markUnpublished,
} from "@/db/queries/article-rows";
import { insertActivities } from "@/db/queries/conversation-changes";
import { AppError } from "@/lib/errors";
import { indexArticle } from "./index-article";
import { changedMeanwhile } from "./save-article";

interface Published {
  articleId: number;
  /** The version that the person has seen. */
  version: number;
  employeeId: number;
}

/**
 * From now on answers may quote this version, and no other one. Returns how many passages can be found. Refuses an article
 * without text, one that is gone, and a version that is not the newest any more.
 */
export async function publishArticle(db: Db, { articleId, version, employeeId }: Published): Promise<number> {
  const article = await markPublished(db, articleId, version);
  if (!article) throw await refusalOf(db, articleId);
  const passageCount = await indexArticle(db, article);
  if (passageCount === 0) throw new AppError("INVALID", "articleEmpty");
  const detail = { articleId, version, passageCount };
  await insertActivities(db, [{ employeeId, verb: "articlePublished", detail }]);
  return passageCount;
}

async function refusalOf(db: Db, articleId: number): Promise<AppError> {
  const article = await findArticle(db, articleId);
  if (!article || article.archivedAt) return new AppError("NOT_FOUND", "articleGone");
  return changedMeanwhile(db, articleId);
}

interface Acted {
  articleId: number;
  employeeId: number;
}

/** Nothing quotes it from now on; its words stay, as a draft. */
export async function unpublishArticle(db: Db, { articleId, employeeId }: Acted): Promise<void> {
  if (!(await markUnpublished(db, articleId))) throw new AppError("NOT_FOUND", "articleGone");
  await deletePassages(db, articleId);
  await insertActivities(db, [{ employeeId, verb: "articleUnpublished", detail: { articleId } }]);
}

/** Takes it out of the list and out of every answer to come. */
export async function archiveArticle(db: Db, { articleId, employeeId }: Acted): Promise<void> {
  if (!(await markArchived(db, articleId))) throw new AppError("NOT_FOUND", "articleGone");
  await deletePassages(db, articleId);
  await insertActivities(db, [{ employeeId, verb: "articleArchived", detail: { articleId } }]);
}

/** Takes an archived article into use again, as a draft. */
export async function restoreArticle(db: Db, { articleId, employeeId }: Acted): Promise<void> {
  if (!(await markRestored(db, articleId))) throw new AppError("NOT_FOUND", "articleGone");
  await insertActivities(db, [{ employeeId, verb: "articleRestored", detail: { articleId } }]);
}
