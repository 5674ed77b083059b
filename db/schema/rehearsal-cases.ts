import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { companyId, moment, oneOf, reference } from "./columns";
import { messages } from "./messages";
import type { ProposalSentence, ProposalSource } from "./proposals";
import { rehearsals } from "./rehearsals";
import type { Gate } from "./reply-decisions";

export const VERDICTS = ["model", "person", "equal", "neither"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One past message, what a person answered then and what the model would answer now. Not yet tried while `triedAt` is null. */
export const rehearsalCases = pgTable(
  "rehearsal_cases",
  {
    companyId: companyId(),
    rehearsalId: reference("rehearsal_id").notNull(),
    messageId: reference("message_id").notNull(),
    answerId: reference("answer_id").notNull(),
    position: integer("position").notNull(),
    triedAt: moment("tried_at"),
    text: text("text"),
    sentences: jsonb("sentences").$type<ProposalSentence[]>().notNull().default([]),
    sources: jsonb("sources").$type<ProposalSource[]>().notNull().default([]),
    gates: jsonb("gates").$type<Gate[]>().notNull().default([]),
    sends: boolean("sends"),
    similarity: real("similarity"),
    failure: text("failure"),
    /** Which of the two a person preferred, without knowing whose they were. */
    verdict: text("verdict", { enum: VERDICTS }),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.rehearsalId, t.messageId] }),
    foreignKey({
      columns: [t.companyId, t.rehearsalId],
      foreignColumns: [rehearsals.companyId, rehearsals.id],
      name: "rehearsal_cases_rehearsal_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "rehearsal_cases_message_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.answerId],
      foreignColumns: [messages.companyId, messages.id],
      name: "rehearsal_cases_answer_fk",
    }).onDelete("cascade"),
    oneOf("rehearsal_cases", "verdict", VERDICTS),
  ],
);

export type RehearsalCase = typeof rehearsalCases.$inferSelect;
