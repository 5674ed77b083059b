import postgres from "postgres";
import { expect, test } from "vitest";
import { createDatabase, testDatabase } from "../support/database";

test("every spec file has a migrated database of its own, which the app may not own", async () => {
  const sql = postgres(testDatabase().appUrl, { max: 1 });
  const [row] =
    await sql`select current_user as name, to_regclass('public.messages') is not null as migrated`;
  expect(row).toEqual({ name: "inbox_login", migrated: true });
  await expect(sql`create table mine (id int)`).rejects.toThrow("permission denied");
  await sql.end();
});

test("a fresh database is a quick copy", async () => {
  const startedAt = performance.now();
  const database = await createDatabase();
  const took = performance.now() - startedAt;
  await database.drop();
  expect(took).toBeLessThan(2_000);
});
