import { boolean, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf } from "./columns";
import { companies } from "./companies";

export const SOURCES = ["email", "sms", "whatsapp", "webhook"] as const;
export type Source = (typeof SOURCES)[number];

/** A connected mailbox, number or webhook. `settings` holds hosts and ports, `sealedCredentials` what must not be read. */
export const integrations = pgTable(
  "integrations",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    source: text("source", { enum: SOURCES }).notNull(),
    name: text("name").notNull(),
    address: text("address").notNull(),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default({}),
    sealedCredentials: text("sealed_credentials"),
    savesSent: boolean("saves_sent").notNull().default(false),
    startsAt: now("starts_at"),
    createdAt: now("created_at"),
    pausedAt: moment("paused_at"),
    checkedAt: moment("checked_at"),
    failingSince: moment("failing_since"),
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("integrations_address").on(t.companyId, t.source, t.address),
    oneOf("integrations", "source", SOURCES),
  ],
);

export type Integration = typeof integrations.$inferSelect;
