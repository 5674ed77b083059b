import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { companyId, now, reference } from "./columns";
import { messages } from "./messages";

/**
 * What was answered by machine: one row per message of ours, written with it, counted by the caps. `subject` is without
 * digits and marks, `bodyHash` of the customer's words, so that a loop shows when both grow.
 */
export const automaticAnswers = pgTable(
  "automatic_answers",
  {
    companyId: companyId(),
    messageId: reference("message_id").notNull(),
    answeredMessageId: reference("answered_message_id").notNull(),
    conversationId: reference("conversation_id").notNull(),
    customerId: reference("customer_id").notNull(),
    integrationId: reference("integration_id").notNull(),
    folderId: reference("folder_id"),
    address: text("address").notNull(),
    domain: text("domain").notNull(),
    subject: text("subject").notNull(),
    bodyHash: text("body_hash").notNull(),
    queuedAt: now("queued_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    uniqueIndex("automatic_answers_once").on(t.companyId, t.answeredMessageId),
    index("automatic_answers_queued").on(t.companyId, t.queuedAt),
    index("automatic_answers_conversation").on(t.companyId, t.conversationId, t.queuedAt),
    index("automatic_answers_customer").on(t.companyId, t.customerId, t.queuedAt),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "automatic_answers_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.answeredMessageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "automatic_answers_answered_fk",
    }).onDelete("cascade"),
  ],
);

export type AutomaticAnswer = typeof automaticAnswers.$inferSelect;
