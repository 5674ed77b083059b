import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { JOBS_SCHEMA } from "./schema";

const ONE_AT_A_TIME = 727_003;

/**
 * Brings the queue's tables and the executor's own up to this version, as the owner of the database. Safe to run again,
 * and by two processes at once: the second waits. Makes the role `inbox_app` when there is none.
 */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${ONE_AT_A_TIME})`;
    await runMigrations({ connectionString: ownerUrl, maxPoolSize: 2 });
    await sql.begin((tx) => tx.unsafe(JOBS_SCHEMA));
  } finally {
    await sql.end();
  }
}
