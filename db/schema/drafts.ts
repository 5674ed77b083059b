import { foreignKey, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";
import { employees } from "./employees";
import type { Recipient } from "./messages";

export const DRAFT_KINDS = ["reply", "note"] as const;

/** What an employee has begun to write in a conversation. */
export const drafts = pgTable(
  "drafts",
  {
    companyId: companyId(),
    conversationId: reference("conversation_id").notNull(),
    employeeId: reference("employee_id").notNull(),
    kind: text("kind", { enum: DRAFT_KINDS }).notNull(),
    body: text("body").notNull(),
    recipients: jsonb("recipients").$type<{ to: Recipient[]; cc: Recipient[]; bcc: Recipient[] }>(),
    attachmentIds: jsonb("attachment_ids").$type<number[]>().notNull().default([]),
    savedAt: now("saved_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.conversationId, t.employeeId, t.kind] }),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "drafts_conversation_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.employeeId],
      foreignColumns: [employees.companyId, employees.id],
      name: "drafts_employee_fk",
    }),
    oneOf("drafts", "kind", DRAFT_KINDS),
  ],
);
