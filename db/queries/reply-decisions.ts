import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type ReplyDecision, replyDecisions } from "@/db/schema";

type Decided = Pick<ReplyDecision, "messageId" | "conversationId" | "mode" | "drafts" | "sends" | "gates">;

/** Keeps what was decided about a message, in place of what was decided before. */
export async function keepReplyDecision(db: Db, decided: Decided): Promise<void> {
  const { messageId: _, ...content } = decided;
  await db
    .insert(replyDecisions)
    .values({ ...decided, companyId: db.companyId })
    .onConflictDoUpdate({
      target: [replyDecisions.companyId, replyDecisions.messageId],
      set: { ...content, decidedAt: sql`now()` },
    });
  db.changed.add(decided.conversationId);
}

export async function findReplyDecision(db: Db, messageId: number): Promise<ReplyDecision | undefined> {
  const [decision] = await db
    .select()
    .from(replyDecisions)
    .where(and(eq(replyDecisions.companyId, db.companyId), eq(replyDecisions.messageId, messageId)));
  return decision;
}
