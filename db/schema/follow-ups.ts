import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";
import { employees } from "./employees";
import { FOLLOW_UP_KINDS } from "./follow-up-kinds";
import { messages } from "./messages";

export const FOLLOW_UP_ENDINGS = ["customerWrote", "resolved", "done", "cancelled"] as const;
export type FollowUpEnding = (typeof FOLLOW_UP_ENDINGS)[number];

/**
 * Writing to a customer again: on a day, by somebody. `afterMessageId` is what the customer has not answered; their answer
 * ends it. Made by a folder's setting when `createdById` is null. "draft" also has a reminder proposed when it is due.
 */
export const followUps = pgTable(
  "follow_ups",
  {
    companyId: companyId(),
    id: id(),
    conversationId: reference("conversation_id").notNull(),
    afterMessageId: reference("after_message_id"),
    kind: text("kind", { enum: FOLLOW_UP_KINDS }).notNull().default("remind"),
    dueAt: moment("due_at").notNull(),
    note: text("note").notNull().default(""),
    assigneeId: reference("assignee_id"),
    createdById: reference("created_by_id"),
    cancelledByAnswer: boolean("cancelled_by_answer").notNull().default(true),
    createdAt: now("created_at"),
    /** When it was due and everybody was told. */
    announcedAt: moment("announced_at"),
    endedAt: moment("ended_at"),
    ending: text("ending", { enum: FOLLOW_UP_ENDINGS }),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("follow_ups_due").on(t.companyId, t.dueAt, t.id).where(sql`ended_at is null`),
    index("follow_ups_conversation").on(t.companyId, t.conversationId, t.id),
    uniqueIndex("follow_ups_automatic")
      .on(t.companyId, t.afterMessageId)
      .where(sql`created_by_id is null and after_message_id is not null`),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "follow_ups_conversation_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.afterMessageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "follow_ups_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.assigneeId],
      foreignColumns: [employees.companyId, employees.id],
      name: "follow_ups_assignee_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.createdById],
      foreignColumns: [employees.companyId, employees.id],
      name: "follow_ups_created_by_fk",
    }),
    oneOf("follow_ups", "kind", FOLLOW_UP_KINDS),
    oneOf("follow_ups", "ending", FOLLOW_UP_ENDINGS),
  ],
);

export type FollowUp = typeof followUps.$inferSelect;
