import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Conversation, conversations, drafts } from "@/db/schema";
import type { Draft } from "./drafts";

/** No conversation has this id: one that was merged into it is in no list, and leads nowhere. */
export const NOWHERE = 0;

/** Takes a conversation that has nothing in it out of every list; false when something is in it. */
export async function withdrawEmpty(db: Db, id: number): Promise<boolean> {
  const gone = await db
    .update(conversations)
    .set({ mergedIntoId: NOWHERE, status: "archived", unread: false })
    .where(
      and(
        eq(conversations.companyId, db.companyId),
        eq(conversations.id, id),
        sql`not exists (select from messages m
          where m.company_id = ${db.companyId} and m.conversation_id = ${id})`,
      ),
    )
    .returning({ id: conversations.id });
  return gone.length > 0;
}

/** What an employee wrote to somebody first and took back, the newest; undefined when there is none. */
export async function findFirstDraft(
  db: Db,
  employeeId: number,
): Promise<{ draft: Draft; conversation: Conversation } | undefined> {
  const [found] = await db
    .select({ draft: drafts, conversation: conversations })
    .from(drafts)
    .innerJoin(
      conversations,
      and(eq(conversations.companyId, db.companyId), eq(conversations.id, drafts.conversationId)),
    )
    .where(
      and(
        eq(drafts.companyId, db.companyId),
        eq(drafts.employeeId, employeeId),
        eq(conversations.mergedIntoId, NOWHERE),
      ),
    )
    .orderBy(desc(drafts.savedAt))
    .limit(1);
  return found;
}

/** Forgets what an employee took back: it was sent after all, or something else was. */
export async function removeFirstDrafts(db: Db, employeeId: number): Promise<void> {
  const withdrawn = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.mergedIntoId, NOWHERE)));
  await db
    .delete(drafts)
    .where(
      and(
        eq(drafts.companyId, db.companyId),
        eq(drafts.employeeId, employeeId),
        inArray(drafts.conversationId, withdrawn),
      ),
    );
}
