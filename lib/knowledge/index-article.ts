import type { Db } from "@/db/company";
import { replacePassages } from "@/db/queries/article-passages";
import type { Article } from "@/db/schema";
import { readWords } from "./read-words";
import { splitPassages } from "./split-passages";

/** Cuts an article into passages that can be found; they take the place of those of its former version. Returns how many. */
export async function indexArticle(db: Db, article: Article): Promise<number> {
  const title = readWords(article.title);
  const passages = splitPassages(article.body).map(({ heading, body }) => ({
    ...{ heading, body },
    words: { title, heading: readWords(heading), body: readWords(body) },
  }));
  await replacePassages(db, article, passages);
  return passages.length;
}
