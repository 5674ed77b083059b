import type { Db } from "@/db/company";
import { replyDecisions } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof replyDecisions.$inferInsert> & { messageId: number; conversationId: number };

/** A message to which a draft was allowed and nothing more. */
export async function createReplyDecision(db: Db, decision: New) {
  const usual = { mode: "draft" as const, drafts: true, sends: false };
  return made(
    await db
      .insert(replyDecisions)
      .values({ ...usual, ...decision, companyId: db.companyId })
      .returning(),
  );
}
