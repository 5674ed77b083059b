import type { Db } from "@/db/company";
import { findArticle, findArticleEditor, insertArticle, updateArticle } from "@/db/queries/article-rows";
import { insertActivities } from "@/db/queries/conversation-changes";
import { AppError } from "@/lib/errors";

export interface SavedArticle {
  /** Null for a new one. */
  articleId: number | null;
  /** The version that was open. */
  version: number;
  title: string;
  body: string;
  employeeId: number;
}

export interface ArticleVersion {
  articleId: number;
  version: number;
}

/**
 * Keeps what a person wrote as the next version; what is published stays what it was. The same words again change nothing.
 * Refuses an article that is gone, and one that a colleague saved in the meantime.
 */
export async function saveArticle(db: Db, saved: SavedArticle): Promise<ArticleVersion> {
  const { articleId, version, title, body, employeeId } = saved;
  if (articleId === null) {
    const id = await insertArticle(db, { title, body, employeeId, origin: "written", originName: null });
    return record(db, { articleId: id, version: 1 }, employeeId);
  }
  const article = await findArticle(db, articleId);
  if (!article || article.archivedAt) throw new AppError("NOT_FOUND", "articleGone");
  if (article.version !== version) throw await changedMeanwhile(db, articleId);
  if (article.title === title && article.body === body) return { articleId, version };
  const next = await updateArticle(db, { id: articleId, version }, { title, body, employeeId });
  if (next === undefined) throw await changedMeanwhile(db, articleId);
  return record(db, { articleId, version: next }, employeeId);
}

async function record(db: Db, saved: ArticleVersion, employeeId: number): Promise<ArticleVersion> {
  await insertActivities(db, [{ employeeId, verb: "articleSaved", detail: { ...saved } }]);
  return saved;
}

/** The refusal that names who was quicker. */
export async function changedMeanwhile(db: Db, articleId: number): Promise<AppError> {
  const name = await findArticleEditor(db, articleId);
  return name
    ? new AppError("CONFLICT", "articleChanged", { name })
    : new AppError("CONFLICT", "articleChangedBySomebody");
}
