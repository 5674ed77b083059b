import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { indexMessage } from "@/db/queries/message-search";
import { conversations, messageContents, messages } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof messages.$inferInsert> & { conversationId: number };

/** A customer's mail unless told otherwise, with its content and its search row; its conversation knows of it. */
export async function createMessage(db: Db, message: New) {
  const number = next();
  const usual = {
    kind: "inbound" as const,
    sentAt: new Date(),
    senderName: "Camille Renaud",
    senderAddress: "camille@customer.test",
    subject: "Où en est ma commande ?",
    body: "Bonjour, où en est ma commande ?",
    emailId: `${number}-${Date.now().toString(36)}@customer.test`,
    contentHash: String(number),
    answerable: (message.kind ?? "inbound") === "inbound",
  };
  const row = made(
    await db
      .insert(messages)
      .values({ ...usual, ...message, companyId: db.companyId })
      .returning(),
  );
  await db.insert(messageContents).values({ companyId: db.companyId, messageId: row.id, fullText: row.body });
  await indexMessage(db, row, []);
  await db
    .update(conversations)
    .set({
      messageCount: sql`${conversations.messageCount} + 1`,
      preview: row.body.slice(0, 140),
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, ${row.sentAt.toISOString()}::timestamptz)`,
    })
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, row.conversationId)));
  return row;
}
