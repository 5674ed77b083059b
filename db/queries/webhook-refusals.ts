import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type RefusalReason, webhookRefusals } from "@/db/schema";

/**
 * Counts one refused webhook: one row for each reason and hour, however many there are. It holds no data of the request: that
 * what is unsigned leaves nothing stays true of all that was in it.
 */
export async function countRefusal(db: Db, integrationId: number, reason: RefusalReason): Promise<void> {
  const { companyId, hour } = webhookRefusals;
  await db
    .insert(webhookRefusals)
    .values({
      ...{ companyId: db.companyId, integrationId, reason, count: 1 },
      ...{ hour: sql`date_trunc('hour', now())`, lastAt: sql`now()` },
    })
    .onConflictDoUpdate({
      target: [companyId, webhookRefusals.integrationId, webhookRefusals.reason, hour],
      set: { count: sql`${webhookRefusals.count} + 1`, lastAt: sql`now()` },
    });
}

export interface CountedRefusals {
  reason: RefusalReason;
  count: number;
  lastAt: Date;
}

const SHOWN_DAYS = 7;

/** What was refused for an integration in the last seven days, by reason, the most frequent first. */
export async function listRefusals(db: Db, integrationId: number): Promise<CountedRefusals[]> {
  const rows = await db.execute<{ reason: RefusalReason; count: number; at: string }>(sql`
    select reason, sum(count)::int as count, max(last_at) as at from webhook_refusals
    where company_id = ${db.companyId} and integration_id = ${integrationId}
      and hour > now() - make_interval(days => ${SHOWN_DAYS})
    group by reason order by 2 desc, 1`);
  return rows.map(({ reason, count, at }) => ({ reason, count, lastAt: new Date(at) }));
}

/** Counts that are shown nowhere any more; the sweep calls it. */
export async function deleteOldRefusals(db: Db): Promise<void> {
  await db
    .delete(webhookRefusals)
    .where(
      and(
        eq(webhookRefusals.companyId, db.companyId),
        lt(webhookRefusals.hour, sql`now() - make_interval(days => ${SHOWN_DAYS + 1})`),
      ),
    );
}
