import { and, eq } from "drizzle-orm";
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
