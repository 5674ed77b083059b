import { withCompany } from "@/db/company";
import { listUnembedded, storeEmbedding } from "@/db/queries/article-passages";
import { findArticle } from "@/db/queries/article-rows";
import { embedTexts } from "@/lib/model/embed-texts";

const AT_ONCE = 64;

/**
 * Computes what the passages of an article mean, as far as that is not known yet. Returns how many it did; none without an
 * embedding model. Passages that are replaced meanwhile are left to the next publication's event.
 */
export async function embedArticle(companyId: number, articleId: number): Promise<number> {
  let count = 0;
  for (;;) {
    const { title, passages } = await withCompany(companyId, async (db) => ({
      title: (await findArticle(db, articleId))?.title ?? "",
      passages: await listUnembedded(db, articleId, AT_ONCE),
    }));
    if (passages.length === 0) return count;
    const texts = passages.map(({ heading, body }) => [title, heading, body].filter(Boolean).join("\n"));
    const vectors = await embedTexts(companyId, texts);
    if (!vectors) return count;
    await withCompany(companyId, async (db) => {
      for (const [index, { id }] of passages.entries()) await storeEmbedding(db, id, vectors[index] ?? []);
    });
    count += passages.length;
  }
}
