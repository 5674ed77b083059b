import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { migrateJobs } from "@/inngest/embedded/migrate";
import { ISOLATION } from "./isolation";

const ONE_AT_A_TIME = 727_001;

/** Brings a database to this version's schema. Safe to run again, and by two processes at once: the second waits. */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${ONE_AT_A_TIME})`;
    for (const extension of ["pg_trgm", "unaccent", "btree_gin"]) {
      await sql`create extension if not exists ${sql(extension)}`;
    }
    await migrate(drizzle(sql), { migrationsFolder: "db/migrations" });
    await sql.unsafe(ISOLATION);
    await migrateJobs(ownerUrl);
  } finally {
    await sql.end();
  }
}
