import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/company";
import { articlePassages } from "@/db/schema";

/** Which articles may be quoted, and in which version, in the order of their ids. */
export async function listPublishedVersions(db: Db): Promise<{ articleId: number; version: number }[]> {
  return db
    .selectDistinct({ articleId: articlePassages.articleId, version: articlePassages.version })
    .from(articlePassages)
    .where(eq(articlePassages.companyId, db.companyId))
    .orderBy(asc(articlePassages.articleId), asc(articlePassages.version));
}
