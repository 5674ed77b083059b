import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type IntegrationCheck, integrationChecks } from "@/db/schema";

const KEPT = 10;

/** Keeps what an examination found, and of the ones before only the newest. */
export async function keepChecks(
  db: Db,
  examined: Pick<IntegrationCheck, "integrationId" | "passed" | "checks">,
): Promise<IntegrationCheck> {
  const [kept] = await db
    .insert(integrationChecks)
    .values({ ...examined, companyId: db.companyId })
    .returning();
  if (!kept) throw new Error("An examination was not kept");
  await db.execute(sql`
    delete from integration_checks where company_id = ${db.companyId}
      and integration_id = ${examined.integrationId} and id not in (
        select id from integration_checks
        where company_id = ${db.companyId} and integration_id = ${examined.integrationId}
        order by id desc limit ${KEPT})`);
  return kept;
}

/** What the last examinations found, the newest first. */
export async function listChecks(db: Db, integrationId: number): Promise<IntegrationCheck[]> {
  return db
    .select()
    .from(integrationChecks)
    .where(
      and(eq(integrationChecks.companyId, db.companyId), eq(integrationChecks.integrationId, integrationId)),
    )
    .orderBy(desc(integrationChecks.id))
    .limit(KEPT);
}
