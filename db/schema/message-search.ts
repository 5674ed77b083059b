import { foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, moment, reference, tsvector } from "./columns";
import { messages } from "./messages";

/** One vector per message; read through search_messages() only (db/isolation.ts says why). */
export const messageSearch = pgTable(
  "message_search",
  {
    companyId: companyId(),
    messageId: reference("message_id").notNull(),
    conversationId: reference("conversation_id").notNull(),
    sentAt: moment("sent_at").notNull(),
    search: tsvector("search").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    index("message_search_newest").on(t.companyId, t.sentAt.desc(), t.messageId.desc()),
    index("message_search_words").using("gin", t.companyId, t.search),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "message_search_message_fk",
    }).onDelete("cascade"),
  ],
);

/** How often each word occurs; recomputed nightly from a sample. */
export const words = pgTable(
  "words",
  { companyId: companyId(), word: text("word").notNull(), messageCount: integer("message_count").notNull() },
  (t) => [primaryKey({ columns: [t.companyId, t.word] })],
);
