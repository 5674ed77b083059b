import type { Db } from "@/db/company";
import { followUps } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof followUps.$inferInsert> & { conversationId: number };

/** Due in two days. */
export async function createFollowUp(db: Db, followUp: New) {
  const usual = { dueAt: new Date(Date.now() + 2 * 86_400_000) };
  return made(
    await db
      .insert(followUps)
      .values({ ...usual, ...followUp, companyId: db.companyId })
      .returning(),
  );
}
