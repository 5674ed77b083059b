import { bigint, boolean, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, id, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";

export const CALL_PURPOSES = [
  "filing",
  "answer",
  "rehearsal",
  "summary",
  "reminder",
  "embedding",
  "test",
] as const;
export type CallPurpose = (typeof CALL_PURPOSES)[number];

export const CALL_OUTCOMES = [
  "answered",
  "wrongShape",
  "refused",
  "timedOut",
  "rateLimited",
  "keyRefused",
  "unreachable",
  "overBudget",
  "failed",
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What left the server for a model, when and at what price; never what it said. `cost` is in millionths. */
export const modelCalls = pgTable(
  "model_calls",
  {
    companyId: companyId(),
    id: id(),
    conversationId: reference("conversation_id"),
    purpose: text("purpose", { enum: CALL_PURPOSES }).notNull(),
    model: text("model").notNull(),
    host: text("host").notNull(),
    simulated: boolean("simulated").notNull().default(false),
    promptHash: text("prompt_hash").notNull(),
    inputTokens: integer("input_tokens").notNull().default(0),
    outputTokens: integer("output_tokens").notNull().default(0),
    cost: bigint("cost", { mode: "number" }).notNull().default(0),
    durationMs: integer("duration_ms").notNull().default(0),
    outcome: text("outcome", { enum: CALL_OUTCOMES }).notNull(),
    detail: text("detail"),
    happenedAt: now("happened_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("model_calls_newest").on(t.companyId, t.happenedAt.desc(), t.id.desc()),
    index("model_calls_conversation").on(t.companyId, t.conversationId, t.id),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "model_calls_conversation_fk",
    }),
    oneOf("model_calls", "purpose", CALL_PURPOSES),
    oneOf("model_calls", "outcome", CALL_OUTCOMES),
  ],
);

export type ModelCall = typeof modelCalls.$inferSelect;
