import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Integration, integrations } from "@/db/schema";

const is = (db: Db, id: number) => and(eq(integrations.companyId, db.companyId), eq(integrations.id, id));

export async function getIntegration(db: Db, id: number): Promise<Integration> {
  const [integration] = await db.select().from(integrations).where(is(db, id));
  if (!integration) throw new Error(`Integration ${id} is not there`);
  return integration;
}

/** The lower-cased addresses that are ours. */
export async function listOwnAddresses(db: Db): Promise<string[]> {
  const rows = await db
    .select({ address: integrations.address })
    .from(integrations)
    .where(eq(integrations.companyId, db.companyId));
  return rows.map((row) => row.address.toLowerCase());
}

export async function recordSuccess(db: Db, id: number): Promise<void> {
  await db
    .update(integrations)
    .set({ checkedAt: sql`now()`, failingSince: null, failure: null })
    .where(is(db, id));
}

/** Keeps the first moment of a failure that goes on. */
export async function recordFailure(db: Db, id: number, failure: string): Promise<void> {
  await db
    .update(integrations)
    .set({ checkedAt: sql`now()`, failingSince: sql`coalesce(${integrations.failingSince}, now())`, failure })
    .where(is(db, id));
}
