import { foreignKey, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, moment, now, reference } from "./columns";
import { conversations } from "./conversations";

export interface PromisedDate {
  what: string;
  /** As YYYY-MM-DD. */
  on: string;
}

/** What a long conversation comes to, up to one of its messages; `askedAt` set while a newer one is being written. */
export const summaries = pgTable(
  "summaries",
  {
    companyId: companyId(),
    conversationId: reference("conversation_id").notNull(),
    upToMessageId: reference("up_to_message_id").notNull(),
    keyPoints: jsonb("key_points").$type<string[]>().notNull().default([]),
    openQuestions: jsonb("open_questions").$type<string[]>().notNull().default([]),
    promises: jsonb("promises").$type<PromisedDate[]>().notNull().default([]),
    model: text("model"),
    writtenAt: now("written_at"),
    askedAt: moment("asked_at"),
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.conversationId] }),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "summaries_conversation_fk",
    }),
  ],
);

export type Summary = typeof summaries.$inferSelect;
