import { foreignKey, index, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { companyId, reference } from "./columns";
import { messages } from "./messages";

/** The Message-IDs a mail names as its ancestors: a parent that arrives late finds its children here. */
export const messageReferences = pgTable(
  "message_references",
  {
    companyId: companyId(),
    messageId: reference("message_id").notNull(),
    emailId: text("email_id").notNull(),
    position: smallint("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId, t.emailId] }),
    index("message_references_email").on(t.companyId, t.emailId),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "message_references_message_fk",
    }).onDelete("cascade"),
  ],
);
