import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { companyId, moment, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";
import { employees } from "./employees";
import { folders } from "./folders";
import { messages } from "./messages";

export const CLASSIFIERS = ["learned", "model"] as const;
export type Classifier = (typeof CLASSIFIERS)[number];

export const INTENTS = [
  "question",
  "request",
  "complaint",
  "order",
  "appointment",
  "thanks",
  "spam",
  "other",
] as const;
export type Intent = (typeof INTENTS)[number];

/**
 * What a classifier made of a message: a folder, an intent, whether it is urgent or spam, how sure it is and which words
 * decided. `applied`: the conversation was filed so. `correctFolderId` is where a person put it, or said in a blind
 * review that it belongs (null with `judgedAt` set: no folder). Confidence is 0 to 1.
 */
export const classifications = pgTable(
  "classifications",
  {
    companyId: companyId(),
    messageId: reference("message_id").notNull(),
    conversationId: reference("conversation_id").notNull(),
    classifier: text("classifier", { enum: CLASSIFIERS }).notNull(),
    folderId: reference("folder_id"),
    confidence: real("confidence").notNull(),
    runnerUpFolderId: reference("runner_up_folder_id"),
    runnerUpConfidence: real("runner_up_confidence"),
    applied: boolean("applied").notNull(),
    urgent: boolean("urgent").notNull().default(false),
    spam: boolean("spam").notNull().default(false),
    intent: text("intent", { enum: INTENTS }),
    language: text("language"),
    reason: text("reason").notNull().default(""),
    evidence: jsonb("evidence").$type<string[]>().notNull().default([]),
    model: text("model"),
    promptHash: text("prompt_hash"),
    classifiedAt: now("classified_at"),
    correctFolderId: reference("correct_folder_id"),
    judgedAt: moment("judged_at"),
    judgedById: reference("judged_by_id"),
    /** Judged without seeing what the classifier said, from a random sample. */
    blind: boolean("blind").notNull().default(false),
    sampledAt: moment("sampled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.messageId] }),
    index("classifications_conversation").on(t.companyId, t.conversationId, t.messageId),
    index("classifications_newest").on(t.companyId, t.classifiedAt.desc(), t.messageId.desc()),
    index("classifications_judged").on(t.companyId, t.judgedAt).where(sql`judged_at is not null`),
    index("classifications_sampled")
      .on(t.companyId, t.sampledAt)
      .where(sql`sampled_at is not null and judged_at is null`),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "classifications_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "classifications_conversation_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.folderId],
      foreignColumns: [folders.companyId, folders.id],
      name: "classifications_folder_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.runnerUpFolderId],
      foreignColumns: [folders.companyId, folders.id],
      name: "classifications_runner_up_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.correctFolderId],
      foreignColumns: [folders.companyId, folders.id],
      name: "classifications_correct_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.judgedById],
      foreignColumns: [employees.companyId, employees.id],
      name: "classifications_judged_by_fk",
    }),
    oneOf("classifications", "classifier", CLASSIFIERS),
    oneOf("classifications", "intent", INTENTS),
  ],
);

export type Classification = typeof classifications.$inferSelect;
