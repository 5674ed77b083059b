import { type Db, withCompany } from "@/db/company";
import { findArticleOfAddress, insertArticle, updateArticle } from "@/db/queries/article-rows";
import { insertActivities } from "@/db/queries/conversation-changes";
import type { ArticleOrigin } from "@/db/schema";
import { fetchPage } from "./fetch-page";
import { type ImportedText, readFile } from "./read-file";
import { changedMeanwhile } from "./save-article";

export type ImportOutcome = "new" | "refreshed" | "unchanged";
export interface ImportedArticle {
  articleId: number;
  outcome: ImportOutcome;
}

interface ImportedFile {
  employeeId: number;
  name: string;
  content: Buffer;
}

/** Keeps a file (Markdown, text, PDF) as a new draft. Refuses what cannot be read, with the reason. */
export async function importFile(companyId: number, file: ImportedFile): Promise<ImportedArticle> {
  const { employeeId, name, content } = file;
  const { origin, ...text } = await readFile({ name, content });
  return withCompany(companyId, (db) => keepNew(db, { ...text, origin, originName: name, employeeId }));
}

/**
 * Keeps what stands at a public address as a draft. Again: its article gets a new version when the page changed, and keeps its
 * title; what was published stays as it was until a person publishes the new version.
 */
export async function importPage(
  companyId: number,
  { employeeId, address }: { employeeId: number; address: string },
): Promise<ImportedArticle> {
  const page = await fetchPage(address);
  return withCompany(companyId, async (db) => {
    const known = await findArticleOfAddress(db, page.address);
    if (!known) return keepNew(db, { ...page, origin: "url", originName: page.address, employeeId });
    const { id: articleId, title, version } = known;
    if (known.body === page.body) return { articleId, outcome: "unchanged" };
    const next = await updateArticle(db, { id: articleId, version }, { title, body: page.body, employeeId });
    if (next === undefined) throw await changedMeanwhile(db, articleId);
    const detail = { articleId, version: next, address: page.address };
    await insertActivities(db, [{ employeeId, verb: "articleImported", detail }]);
    return { articleId, outcome: "refreshed" };
  });
}

type Kept = ImportedText & { origin: ArticleOrigin; originName: string; employeeId: number };

async function keepNew(
  db: Db,
  { title, body, origin, originName, employeeId }: Kept,
): Promise<ImportedArticle> {
  const articleId = await insertArticle(db, { title, body, origin, originName, employeeId });
  const detail = { articleId, version: 1, origin, originName };
  await insertActivities(db, [{ employeeId, verb: "articleImported", detail }]);
  return { articleId, outcome: "new" };
}
