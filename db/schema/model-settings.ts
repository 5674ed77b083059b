import { bigint, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, moment, now, reference } from "./columns";
import { companies } from "./companies";

/** Most automatic answers in a period. */
export interface AutoReplyCaps {
  conversationPerDay: number;
  customerPerDay: number;
  domainPerHour: number;
  mailboxPerHour: number;
  companyPerHour: number;
}

/** Opening hours in the company's time zone: per weekday from Monday (0) on, minutes since midnight; a closed day is null. */
export type OpeningHours = ({ from: number; to: number } | null)[];

/**
 * Which model a company asks, and within which limits. No row or no key: the model is off. Money is in millionths of the
 * currency that the prices are in. `stoppedAt`: nothing is sent by machine, whatever the folders say.
 */
export const modelSettings = pgTable(
  "model_settings",
  {
    companyId: companyId().references(() => companies.id),
    baseUrl: text("base_url"),
    model: text("model").notNull().default(""),
    embeddingModel: text("embedding_model"),
    sealedKey: text("sealed_key"),
    keyEnding: text("key_ending"),
    inputPricePerMillion: bigint("input_price_per_million", { mode: "number" }),
    outputPricePerMillion: bigint("output_price_per_million", { mode: "number" }),
    monthlyBudget: bigint("monthly_budget", { mode: "number" }),
    prompt: text("prompt").notNull().default(""),
    links: jsonb("links").$type<string[]>().notNull().default([]),
    filingThreshold: integer("filing_threshold").notNull().default(75),
    caps: jsonb("caps").$type<Partial<AutoReplyCaps>>().notNull().default({}),
    openingHours: jsonb("opening_hours").$type<OpeningHours>(),
    stoppedAt: moment("stopped_at"),
    stoppedById: reference("stopped_by_id"),
    failingSince: moment("failing_since"),
    failure: text("failure"),
    updatedAt: now("updated_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId] })],
);

export type ModelSettings = typeof modelSettings.$inferSelect;
