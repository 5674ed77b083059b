import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { syncs } from "@/db/schema";

export type Sync = typeof syncs.$inferSelect;

const is = (db: Db, id: number) => and(eq(syncs.companyId, db.companyId), eq(syncs.id, id));

export async function startSync(db: Db, integrationId: number, newestEmailId: number): Promise<number> {
  const [sync] = await db
    .insert(syncs)
    .values({ companyId: db.companyId, integrationId, firstEmailId: newestEmailId })
    .returning({ id: syncs.id });
  if (!sync) throw new Error("The sync row did not come back");
  return sync.id;
}

export async function recordProgress(
  db: Db,
  id: number,
  more: { found: number; kept: number },
): Promise<void> {
  await db
    .update(syncs)
    .set({ found: sql`${syncs.found} + ${more.found}`, kept: sql`${syncs.kept} + ${more.kept}` })
    .where(is(db, id));
}

/** The first end stays: a second call changes nothing. */
export async function finishSync(db: Db, id: number, failure: string | null): Promise<void> {
  await db
    .update(syncs)
    .set({ finishedAt: sql`now()`, failure })
    .where(and(is(db, id), isNull(syncs.finishedAt)));
}

export async function findNewestSync(db: Db, integrationId: number): Promise<Sync | undefined> {
  const [sync] = await db
    .select()
    .from(syncs)
    .where(and(eq(syncs.companyId, db.companyId), eq(syncs.integrationId, integrationId)))
    .orderBy(desc(syncs.id))
    .limit(1);
  return sync;
}
