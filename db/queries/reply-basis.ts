import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "@/db/company";
import { articles, folders, modelSettings, rehearsals } from "@/db/schema";

/** All that decides what a model would answer in a folder, in a form that changes only when it does. */
export async function readReplyBasis(db: Db, folderId: number): Promise<unknown[]> {
  const [settings, instructions, published] = await Promise.all([
    db
      .select({
        prompt: modelSettings.prompt,
        links: modelSettings.links,
        baseUrl: modelSettings.baseUrl,
        model: modelSettings.model,
      })
      .from(modelSettings)
      .where(eq(modelSettings.companyId, db.companyId)),
    db
      .select({ instructions: folders.instructions })
      .from(folders)
      .where(and(eq(folders.companyId, db.companyId), eq(folders.id, folderId))),
    db
      .select({ id: articles.id, version: articles.version })
      .from(articles)
      .where(
        and(
          eq(articles.companyId, db.companyId),
          isNotNull(articles.publishedAt),
          isNull(articles.archivedAt),
        ),
      )
      .orderBy(asc(articles.id)),
  ]);
  return [settings, instructions, published];
}

/** The basis of a folder's rehearsal that a person accepted; undefined for any other. */
export async function findAcceptedBasis(db: Db, rehearsalId: number): Promise<string | undefined> {
  const [accepted] = await db
    .select({ basis: rehearsals.basis })
    .from(rehearsals)
    .where(
      and(
        eq(rehearsals.companyId, db.companyId),
        eq(rehearsals.id, rehearsalId),
        isNotNull(rehearsals.acceptedAt),
      ),
    );
  return accepted?.basis;
}
