import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Gate, replyDecisions } from "@/db/schema";

/** The gates of the last decision in a conversation, whether a machine may answer; empty when none was made. */
export async function listLatestGates(db: Db, conversationId: number): Promise<Gate[]> {
  const [row] = await db
    .select({ gates: replyDecisions.gates })
    .from(replyDecisions)
    .where(and(eq(replyDecisions.companyId, db.companyId), eq(replyDecisions.conversationId, conversationId)))
    .orderBy(desc(replyDecisions.messageId))
    .limit(1);
  return row?.gates ?? [];
}
