import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { companies, conversations, type ModelCall, modelCalls } from "@/db/schema";

export async function insertModelCall(
  db: Db,
  call: Omit<typeof modelCalls.$inferInsert, "companyId" | "id">,
): Promise<void> {
  await db.insert(modelCalls).values({ ...call, companyId: db.companyId });
}

export interface MonthlyUse {
  /** In millionths. */
  cost: number;
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

/** Since the first of the month where the company is. */
export async function readMonthlyUse(db: Db): Promise<MonthlyUse> {
  const [use] = await db
    .select({
      cost: sql`coalesce(sum(${modelCalls.cost}), 0)`.mapWith(Number),
      calls: sql`count(*) filter (where ${modelCalls.outcome} <> 'overBudget')`.mapWith(Number),
      inputTokens: sql`coalesce(sum(${modelCalls.inputTokens}), 0)`.mapWith(Number),
      outputTokens: sql`coalesce(sum(${modelCalls.outputTokens}), 0)`.mapWith(Number),
    })
    .from(modelCalls)
    .where(and(eq(modelCalls.companyId, db.companyId), gte(modelCalls.happenedAt, monthStart(db))));
  return use ?? { cost: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
}

const monthStart = (db: Db) => sql`(
  select date_trunc('month', now() at time zone ${companies.timeZone}) at time zone ${companies.timeZone}
  from ${companies} where ${companies.id} = ${db.companyId})`;

export type ListedCall = ModelCall & { subject: string | null };

/** The newest first, each with the subject of the conversation that it was about. */
export async function listModelCalls(db: Db, limit: number): Promise<ListedCall[]> {
  const rows = await db
    .select({ call: modelCalls, subject: conversations.subject })
    .from(modelCalls)
    .leftJoin(
      conversations,
      and(eq(conversations.companyId, modelCalls.companyId), eq(conversations.id, modelCalls.conversationId)),
    )
    .where(eq(modelCalls.companyId, db.companyId))
    .orderBy(desc(modelCalls.happenedAt), desc(modelCalls.id))
    .limit(limit);
  return rows.map(({ call, subject }) => ({ ...call, subject }));
}
