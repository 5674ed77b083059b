import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgTable, primaryKey, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";
import { employees } from "./employees";
import { messages } from "./messages";
import type { Gate } from "./reply-decisions";

export const PROPOSAL_KINDS = ["answer", "reminder"] as const;
export const PROPOSAL_OUTCOMES = ["sent", "edited", "discarded", "stale", "automatic"] as const;
export type ProposalOutcome = (typeof PROPOSAL_OUTCOMES)[number];

/** Where a sentence comes from: a passage of an article as it was, or a message of this conversation. */
export type ProposalSource =
  | { kind: "article"; articleId: number; version: number; passageId: number; title: string; quote: string }
  | { kind: "message"; messageId: number; senderName: string; sentAt: string; quote: string };

/** `sources` are positions in the proposal's list of sources. A greeting, a closing and a question state nothing. */
export interface ProposalSentence {
  text: string;
  sources: number[];
  states: boolean;
  /** The line break or blank line that follows. */
  after: "" | " " | "\n" | "\n\n";
}

/**
 * What a model proposes to answer. `text` null while it is being written, or with `failure` when nothing came of it.
 * Open while `settledAt` is null; stale as soon as anything newer is in the conversation. `similarity` tells how much of
 * it a person kept, 0 to 1.
 */
export const proposals = pgTable(
  "proposals",
  {
    companyId: companyId(),
    id: id(),
    conversationId: reference("conversation_id").notNull(),
    /** The message that it answers; for a reminder, ours that was not answered. */
    messageId: reference("message_id").notNull(),
    kind: text("kind", { enum: PROPOSAL_KINDS }).notNull().default("answer"),
    text: text("text"),
    sentences: jsonb("sentences").$type<ProposalSentence[]>().notNull().default([]),
    sources: jsonb("sources").$type<ProposalSource[]>().notNull().default([]),
    /** What the answer itself passed; those that speak of the conversation are in reply_decisions. */
    gates: jsonb("gates").$type<Gate[]>().notNull().default([]),
    confidence: real("confidence"),
    failure: text("failure"),
    model: text("model"),
    promptHash: text("prompt_hash"),
    askedById: reference("asked_by_id"),
    createdAt: now("created_at"),
    writtenAt: moment("written_at"),
    settledAt: moment("settled_at"),
    outcome: text("outcome", { enum: PROPOSAL_OUTCOMES }),
    settledById: reference("settled_by_id"),
    discardReason: text("discard_reason"),
    /** Put into an employee's answer; which of the outcomes it is shows when that is sent. */
    insertedAt: moment("inserted_at"),
    sentMessageId: reference("sent_message_id"),
    similarity: real("similarity"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("proposals_conversation").on(t.companyId, t.conversationId, t.id.desc()),
    index("proposals_settled").on(t.companyId, t.settledAt).where(sql`settled_at is not null`),
    uniqueIndex("proposals_open").on(t.companyId, t.conversationId).where(sql`settled_at is null`),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "proposals_conversation_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "proposals_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.settledById],
      foreignColumns: [employees.companyId, employees.id],
      name: "proposals_settled_by_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.askedById],
      foreignColumns: [employees.companyId, employees.id],
      name: "proposals_asked_by_fk",
    }),
    oneOf("proposals", "kind", PROPOSAL_KINDS),
    oneOf("proposals", "outcome", PROPOSAL_OUTCOMES),
  ],
);

export type Proposal = typeof proposals.$inferSelect;
