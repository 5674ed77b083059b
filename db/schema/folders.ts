import { integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { RuleGroup } from "@/lib/triage/rules/rule";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { companies } from "./companies";
import { FOLLOW_UP_KINDS } from "./follow-up-kinds";

export const AUTO_REPLIES = ["off", "draft", "automatic"] as const;
export type AutoReply = (typeof AUTO_REPLIES)[number];

export const REPLY_HOURS = ["always", "open", "closed"] as const;
export type ReplyHours = (typeof REPLY_HOURS)[number];

/**
 * Conversations are filed into the first folder, by position, whose rule matches; else by what `description` says in plain
 * words. "automatic" holds for what `rehearsalId` accepted; `pulledBackAt` is when the product itself went back to drafts.
 */
export const folders = pgTable(
  "folders",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    name: text("name").notNull(),
    icon: text("icon").notNull().default("folder"),
    position: integer("position").notNull(),
    rule: jsonb("rule").$type<RuleGroup>(),
    description: text("description").notNull().default(""),
    autoReply: text("auto_reply", { enum: AUTO_REPLIES }).notNull().default("off"),
    replyHours: text("reply_hours", { enum: REPLY_HOURS }).notNull().default("always"),
    /** What is to be said in this folder, beside the company's own prompt. */
    instructions: text("instructions").notNull().default(""),
    /** How sure, in percent, before an answer leaves by itself. */
    sendThreshold: smallint("send_threshold").notNull().default(85),
    rehearsalId: reference("rehearsal_id"),
    pulledBackAt: moment("pulled_back_at"),
    pulledBackBecause: text("pulled_back_because"),
    followUpDays: smallint("follow_up_days"),
    followUpKind: text("follow_up_kind", { enum: FOLLOW_UP_KINDS }).notNull().default("remind"),
    createdAt: now("created_at"),
    archivedAt: moment("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("folders_name").on(t.companyId, t.name),
    oneOf("folders", "auto_reply", AUTO_REPLIES),
    oneOf("folders", "reply_hours", REPLY_HOURS),
    oneOf("folders", "follow_up_kind", FOLLOW_UP_KINDS),
  ],
);

export type Folder = typeof folders.$inferSelect;
