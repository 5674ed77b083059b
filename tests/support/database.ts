import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { withDatabase } from "@/db/embedded/roles";

export interface TestDatabase {
  /** Owns the tables; sees across companies only what `db/isolation.ts` allows. */
  ownerUrl: string;
  /** What the app logs in with. */
  appUrl: string;
  /** A superuser in the same database, for what no role of the product may do. */
  adminUrl: string;
  drop(): Promise<void>;
}

/** A fresh, migrated, empty database, copied from the run's template. Only inside a Vitest run. */
export async function createDatabase(): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, appUrl, template } = JSON.parse(process.env.TEST_POSTGRES ?? "{}");
  const name = `inbox_test_${randomBytes(6).toString("hex")}`;
  await asAdmin(
    adminUrl,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} owner inbox_owner`,
  );
  return {
    ownerUrl: withDatabase(ownerUrl, name),
    appUrl: withDatabase(appUrl, name),
    adminUrl: withDatabase(adminUrl, name),
    drop: () => dropDatabase(adminUrl, name),
  };
}

/** Also while connections are open, which it ends; one that is gone already is fine. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

let ofThisFile: TestDatabase | undefined;

/** The database of the spec file that runs now: DATABASE_URL and DATABASE_OWNER_URL already point at it. */
export function testDatabase(): TestDatabase {
  if (!ofThisFile) throw new Error("tests/support/setup.ts has not run");
  return ofThisFile;
}

/** Called by `tests/support/setup.ts`, before a spec file imports anything of the app. */
export async function openTestDatabase(): Promise<TestDatabase> {
  ofThisFile = await createDatabase();
  return ofThisFile;
}

async function asAdmin(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await run(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
