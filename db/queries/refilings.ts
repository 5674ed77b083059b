import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { conversations, refilings } from "@/db/schema";

export type Refiling = typeof refilings.$inferSelect;

const is = (db: Db, id: number) => and(eq(refilings.companyId, db.companyId), eq(refilings.id, id));

/** Starts a refiling; one that still runs is ended, for the rules it knew have changed again. */
export async function startRefiling(db: Db): Promise<number> {
  await db
    .update(refilings)
    .set({ finishedAt: sql`now()` })
    .where(and(eq(refilings.companyId, db.companyId), isNull(refilings.finishedAt)));
  const [row] = await db
    .select({ total: count() })
    .from(conversations)
    .where(
      and(
        eq(conversations.companyId, db.companyId),
        eq(conversations.bulk, false),
        sql`${conversations.filedBy} is distinct from 'person'`,
        isNull(conversations.mergedIntoId),
      ),
    );
  const [refiling] = await db
    .insert(refilings)
    .values({ companyId: db.companyId, total: row?.total ?? 0 })
    .returning({ id: refilings.id });
  if (!refiling) throw new Error("The refiling row did not come back");
  return refiling.id;
}

/** Locked until the transaction ends: two that go on with it at once take turns. */
export async function getRefiling(db: Db, id: number): Promise<Refiling> {
  const [refiling] = await db.select().from(refilings).where(is(db, id)).for("update");
  if (!refiling) throw new Error(`Refiling ${id} is not there`);
  return refiling;
}

export async function findNewestRefiling(db: Db): Promise<Refiling | undefined> {
  const [refiling] = await db
    .select()
    .from(refilings)
    .where(eq(refilings.companyId, db.companyId))
    .orderBy(desc(refilings.id))
    .limit(1);
  return refiling;
}

/** Those that should have ended, or at least been taken up, long ago. */
export async function listStuckRefilings(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: refilings.id })
    .from(refilings)
    .where(
      and(
        eq(refilings.companyId, db.companyId),
        isNull(refilings.finishedAt),
        sql`${refilings.startedAt} < now() - interval '5 minutes'`,
      ),
    );
  return rows.map((row) => row.id);
}

export async function recordRefiled(
  db: Db,
  id: number,
  page: { seen: number; moved: number; beforeId: number | null },
): Promise<void> {
  await db
    .update(refilings)
    .set({
      seen: sql`${refilings.seen} + ${page.seen}`,
      moved: sql`${refilings.moved} + ${page.moved}`,
      beforeId: page.beforeId,
      finishedAt: page.beforeId === null ? sql`now()` : null,
    })
    .where(is(db, id));
}
