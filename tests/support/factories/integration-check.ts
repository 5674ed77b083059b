import type { Db } from "@/db/company";
import { integrationChecks } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof integrationChecks.$inferInsert> & { integrationId: number };

export async function createIntegrationCheck(db: Db, check: New) {
  const usual = { passed: true, checks: [] };
  return made(
    await db
      .insert(integrationChecks)
      .values({ ...usual, ...check, companyId: db.companyId })
      .returning(),
  );
}
