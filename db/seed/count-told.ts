import { and, eq, like, sql } from "drizzle-orm";
import { withCompany } from "@/db/company";
import { inboundEvents } from "@/db/schema";
import { LIVE_ID } from "@/tests/support/demo/exchange";

/** How many of the stories on telephones and in the shop an earlier run told. */
export function countTold(companyId: number): Promise<number> {
  return withCompany(companyId, async (db) => {
    const [row] = await db
      .select({ count: sql<number>`count(*)::int` })
      .from(inboundEvents)
      .where(and(eq(inboundEvents.companyId, db.companyId), like(inboundEvents.externalId, `${LIVE_ID}%`)));
    return row?.count ?? 0;
  });
}
