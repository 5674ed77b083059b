import { foreignKey, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, reference } from "./columns";
import { messages } from "./messages";

/** What a thread does not need to be read: the whole text, the sanitised HTML, and why the mail counts as what it is. */
export const messageContents = pgTable(
  "message_contents",
  {
    companyId: companyId(),
    messageId: reference("message_id").notNull(),
    fullText: text("full_text").notNull(),
    html: text("html"),
    because: jsonb("because").$type<string[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "message_contents_message_fk",
    }).onDelete("cascade"),
  ],
);
