import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, companyId, id, moment, now, oneOf, reference } from "./columns";
import { integrations } from "./integrations";
import { messages } from "./messages";

export const EVENT_KINDS = ["message", "status"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** In which form it came: Vonage's two interfaces, or the one of custom webhooks. */
export const EVENT_FORMS = ["messages-api", "sms-api", "custom"] as const;
export type EventForm = (typeof EVENT_FORMS)[number];

export const EVENT_OUTCOMES = ["message", "part", "duplicate", "status", "unmatched", "unparsed"] as const;
export type EventOutcome = (typeof EVENT_OUTCOMES)[number];

/**
 * What a webhook brought, signed and as it came; a GET's query stands for its body. Pending while `outcome` is null. A status's
 * `externalId` names the status too. `late`: its signature was right and its clock was not. A file waits at the provider
 * while `mediaDueAt` is set.
 */
export const inboundEvents = pgTable(
  "inbound_events",
  {
    companyId: companyId(),
    id: id(),
    integrationId: reference("integration_id").notNull(),
    kind: text("kind", { enum: EVENT_KINDS }).notNull(),
    form: text("form", { enum: EVENT_FORMS }).notNull(),
    externalId: text("external_id").notNull(),
    contentType: text("content_type").notNull(),
    body: bytea("body").notNull(),
    late: boolean("late").notNull().default(false),
    receivedAt: now("received_at"),
    messageId: reference("message_id"),
    outcome: text("outcome", { enum: EVENT_OUTCOMES }),
    failure: text("failure"),
    mediaDueAt: moment("media_due_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("inbound_events_external").on(t.companyId, t.integrationId, t.kind, t.externalId),
    index("inbound_events_pending").on(t.companyId, t.integrationId, t.id).where(sql`outcome is null`),
    index("inbound_events_media").on(t.companyId, t.mediaDueAt).where(sql`media_due_at is not null`),
    index("inbound_events_newest").on(t.companyId, t.integrationId, t.id.desc()),
    index("inbound_events_message").on(t.companyId, t.messageId),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "inbound_events_integration_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "inbound_events_message_fk",
    }).onDelete("cascade"),
    oneOf("inbound_events", "kind", EVENT_KINDS),
    oneOf("inbound_events", "form", EVENT_FORMS),
    oneOf("inbound_events", "outcome", EVENT_OUTCOMES),
  ],
);

export type InboundEvent = typeof inboundEvents.$inferSelect;
