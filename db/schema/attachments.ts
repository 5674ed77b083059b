import { boolean, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, id, now, oneOf, reference } from "./columns";
import { employees } from "./employees";
import { messages } from "./messages";

export const ATTACHMENT_KINDS = ["file", "mail", "calendar", "tnef"] as const;

/** Without a message while its employee is still writing. The file lies in the store under a random key. */
export const attachments = pgTable(
  "attachments",
  {
    companyId: companyId(),
    id: id(),
    messageId: reference("message_id"),
    uploadedById: reference("uploaded_by_id"),
    kind: text("kind", { enum: ATTACHMENT_KINDS }).notNull().default("file"),
    name: text("name").notNull(),
    type: text("type").notNull(),
    size: integer("size").notNull(),
    sha256: text("sha256").notNull(),
    fileKey: text("file_key").notNull(),
    contentId: text("content_id"),
    inline: boolean("inline").notNull().default(false),
    createdAt: now("created_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("attachments_message").on(t.companyId, t.messageId),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "attachments_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.uploadedById],
      foreignColumns: [employees.companyId, employees.id],
      name: "attachments_uploaded_by_fk",
    }),
    oneOf("attachments", "kind", ATTACHMENT_KINDS),
  ],
);

export type Attachment = typeof attachments.$inferSelect;
