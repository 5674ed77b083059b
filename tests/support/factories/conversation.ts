import type { Db } from "@/db/company";
import { conversations } from "@/db/schema";
import { createCustomer } from "./customer";
import { createIntegration } from "./integration";
import { made } from "./rows";

type New = Partial<typeof conversations.$inferInsert>;

/** A new conversation without messages, of a new customer in a new mailbox unless told otherwise. */
export async function createConversation(db: Db, conversation: New = {}) {
  const at = conversation.lastMessageAt ?? new Date();
  const usual = {
    customerId: conversation.customerId ?? (await createCustomer(db)).id,
    integrationId: conversation.integrationId ?? (await createIntegration(db)).id,
    source: "email" as const,
    subject: "Où en est ma commande ?",
    firstMessageAt: at,
    lastMessageAt: at,
  };
  return made(
    await db
      .insert(conversations)
      .values({ ...usual, ...conversation, companyId: db.companyId })
      .returning(),
  );
}
