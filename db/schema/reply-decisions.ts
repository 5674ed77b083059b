import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";
import { AUTO_REPLIES } from "./folders";
import { messages } from "./messages";

/** One check that stands before an automatic answer: its name, whether it lets it through, and what it found. */
export interface Gate {
  gate: string;
  passed: boolean;
  detail?: string | number;
}

/** Whether a machine may answer a message, and why: the gates in the order they were asked. The last decision stands. */
export const replyDecisions = pgTable(
  "reply_decisions",
  {
    companyId: companyId(),
    messageId: reference("message_id").notNull(),
    conversationId: reference("conversation_id").notNull(),
    mode: text("mode", { enum: AUTO_REPLIES }).notNull(),
    /** A proposal may be written. */
    drafts: boolean("drafts").notNull(),
    /** It may leave without a person. */
    sends: boolean("sends").notNull(),
    gates: jsonb("gates").$type<Gate[]>().notNull().default([]),
    decidedAt: now("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    index("reply_decisions_conversation").on(t.companyId, t.conversationId, t.messageId.desc()),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "reply_decisions_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "reply_decisions_conversation_fk",
    }),
    oneOf("reply_decisions", "mode", AUTO_REPLIES),
  ],
);

export type ReplyDecision = typeof replyDecisions.$inferSelect;
