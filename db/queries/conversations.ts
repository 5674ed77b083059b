import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Conversation, conversations } from "@/db/schema";

export async function findConversation(db: Db, id: number): Promise<Conversation | undefined> {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, id)));
  return conversation;
}

/** The same, held until the transaction ends. */
export async function lockConversation(db: Db, id: number): Promise<Conversation | undefined> {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, id)))
    .for("update");
  return conversation;
}

type NewConversation = Pick<
  Conversation,
  "customerId" | "integrationId" | "source" | "subject" | "assigneeId"
>;

/** Opens a conversation in which we speak first; its message is still to come. */
export async function insertConversation(db: Db, conversation: NewConversation): Promise<number> {
  const [row] = await db
    .insert(conversations)
    .values({
      ...conversation,
      companyId: db.companyId,
      status: "in_progress",
      unread: false,
      firstMessageAt: sql`now()`,
      lastMessageAt: sql`now()`,
    })
    .returning({ id: conversations.id });
  if (!row) throw new Error("The conversation did not come back");
  return row.id;
}
