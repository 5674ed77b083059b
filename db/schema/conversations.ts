import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { customers } from "./customers";
import { employees } from "./employees";
import { folders } from "./folders";
import { integrations, SOURCES } from "./integrations";

export const STATUSES = ["new", "in_progress", "resolved", "archived", "spam", "urgent"] as const;
export type Status = (typeof STATUSES)[number];

export const FILERS = ["rule", "person", "newsletter", "learned", "model"] as const;
export type Filer = (typeof FILERS)[number];

/** Why a conversation is where it is. `evidence` quotes the mail's own words. */
export interface Filing {
  folderName?: string;
  employeeId?: number;
  because?: string[];
  evidence?: { field: string; operator: string; value: string; found: string }[];
  /** Of a classifier: how sure it was, 0 to 1, in its own words, and the words of the customer that decided. */
  confidence?: number;
  reason?: string;
  quotes?: string[];
  runnerUp?: { folderId: number; confidence: number };
  /** Where it may belong; it was not sure enough. */
  suggestion?: { folderId: number; confidence: number };
  spam?: boolean;
  /** What the customer wants, one of INTENTS. */
  intent?: string;
}

const STATUS_RANK = sql`case status when 'urgent' then 5 when 'new' then 4 when 'in_progress' then 3 when 'resolved' then 2 when 'archived' then 1 else 0 end`;

export const conversations = pgTable(
  "conversations",
  {
    companyId: companyId(),
    id: id(),
    customerId: reference("customer_id").notNull(),
    integrationId: reference("integration_id").notNull(),
    source: text("source", { enum: SOURCES }).notNull(),
    folderId: reference("folder_id"),
    filedBy: text("filed_by", { enum: FILERS }),
    filing: jsonb("filing").$type<Filing>(),
    status: text("status", { enum: STATUSES }).notNull().default("new"),
    bulk: boolean("bulk").notNull().default(false),
    open: boolean("open")
      .generatedAlwaysAs(sql`status in ('new', 'in_progress', 'urgent') and not bulk`)
      .notNull(),
    statusRank: smallint("status_rank").generatedAlwaysAs(STATUS_RANK).notNull(),
    priority: smallint("priority").notNull().default(0),
    assigneeId: reference("assignee_id"),
    unread: boolean("unread").notNull().default(true),
    subject: text("subject").notNull(),
    preview: text("preview").notNull().default(""),
    messageCount: integer("message_count").notNull().default(0),
    hasAttachment: boolean("has_attachment").notNull().default(false),
    firstMessageAt: moment("first_message_at").notNull(),
    lastMessageAt: moment("last_message_at").notNull(),
    waitingSince: moment("waiting_since"),
    firstReplyAt: moment("first_reply_at"),
    resolvedAt: moment("resolved_at"),
    mergedIntoId: reference("merged_into_id"),
    createdAt: now("created_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("conversations_newest").on(t.companyId, t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_open").on(t.companyId, t.lastMessageAt.desc(), t.id.desc()).where(sql`open`),
    index("conversations_bulk").on(t.companyId, t.lastMessageAt.desc(), t.id.desc()).where(sql`bulk`),
    index("conversations_folder").on(t.companyId, t.folderId, t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_assignee").on(t.companyId, t.assigneeId, t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_source").on(t.companyId, t.source, t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_customer").on(t.companyId, t.customerId, t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_priority").on(t.companyId, t.priority.desc(), t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_status").on(t.companyId, t.statusRank.desc(), t.lastMessageAt.desc(), t.id.desc()),
    index("conversations_waiting")
      .on(t.companyId, t.waitingSince, t.id)
      .where(sql`open and waiting_since is not null`),
    index("conversations_merged").on(t.companyId, t.mergedIntoId).where(sql`merged_into_id is not null`),
    index("conversations_unread").on(t.companyId, t.folderId).where(sql`unread and open`),
    index("conversations_unread_mine").on(t.companyId, t.assigneeId).where(sql`unread and open`),
    index("conversations_unread_bulk").on(t.companyId).where(sql`unread and bulk`),
    foreignKey({
      columns: [t.companyId, t.customerId],
      foreignColumns: [customers.companyId, customers.id],
      name: "conversations_customer_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "conversations_integration_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.folderId],
      foreignColumns: [folders.companyId, folders.id],
      name: "conversations_folder_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.assigneeId],
      foreignColumns: [employees.companyId, employees.id],
      name: "conversations_assignee_fk",
    }),
    oneOf("conversations", "source", SOURCES),
    oneOf("conversations", "status", STATUSES),
    oneOf("conversations", "filed_by", FILERS),
  ],
);

export type Conversation = typeof conversations.$inferSelect;
