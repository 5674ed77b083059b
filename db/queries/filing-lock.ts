import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";

const FILING = 727_002;

/** One batch of a company's messages is filed at a time, until the transaction ends: two at once deadlocked. */
export async function lockFiling(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${FILING}, ${db.companyId})`);
}

export type Sequence = "conversations" | "messages";

/** Ids for rows that are about to be inserted, in ascending order. */
export async function reserveIds(db: Db, table: Sequence, wanted: number): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${wanted})`,
  );
  return rows.map((row) => Number(row.id));
}
