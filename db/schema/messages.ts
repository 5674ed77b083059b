import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ChannelContent } from "./channel-content";
import { companyId, id, moment, oneOf, reference } from "./columns";
import { conversations, STATUSES } from "./conversations";
import { employees } from "./employees";
import { integrations } from "./integrations";

export const MESSAGE_KINDS = ["inbound", "outbound", "note"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const ORIGINS = ["person", "newsletter", "automatic", "bounce"] as const;

export const DMARC_RESULTS = ["pass", "fail", "none"] as const;

export const DELIVERIES = ["queued", "sending", "sent", "failed", "unknown"] as const;
export type Delivery = (typeof DELIVERIES)[number];

export interface Recipient {
  name: string;
  address: string;
}

/**
 * `body` is what the person newly wrote; the whole text and the HTML are in message_contents. `requestId` names the form
 * that an employee sent, so that a second click is the first one; `statusBefore` is what taking the answer back restores.
 * `externalId` is a provider's name for what is no mail. `deliveredAt` is when the provider took it from us, `arrivedAt` and
 * `readAt` what it told of the customer's telephone.
 */
export const messages = pgTable(
  "messages",
  {
    companyId: companyId(),
    id: id(),
    conversationId: reference("conversation_id").notNull(),
    integrationId: reference("integration_id"),
    kind: text("kind", { enum: MESSAGE_KINDS }).notNull(),
    origin: text("origin", { enum: ORIGINS }).notNull().default("person"),
    answerable: boolean("answerable").notNull().default(false),
    /** The signs that forbid a machine to answer; null when there are none. */
    unanswerableBecause: jsonb("unanswerable_because").$type<string[]>(),
    /** What the receiving server said of the sender's DMARC (RFC 8601); null when it said nothing. */
    dmarc: text("dmarc", { enum: DMARC_RESULTS }),
    sentAt: moment("sent_at").notNull(),
    employeeId: reference("employee_id"),
    requestId: uuid("request_id"),
    statusBefore: text("status_before", { enum: STATUSES }),
    senderName: text("sender_name").notNull().default(""),
    senderAddress: text("sender_address").notNull().default(""),
    recipients: jsonb("recipients")
      .$type<{ to: Recipient[]; cc: Recipient[]; bcc: Recipient[] }>()
      .notNull()
      .default({ to: [], cc: [], bcc: [] }),
    subject: text("subject").notNull().default(""),
    body: text("body").notNull(),
    quoted: boolean("quoted").notNull().default(false),
    html: boolean("html").notNull().default(false),
    emailId: text("email_id"),
    contentHash: text("content_hash"),
    externalId: text("external_id"),
    content: jsonb("content").$type<ChannelContent>(),
    attachmentCount: smallint("attachment_count").notNull().default(0),
    unparsedBecause: text("unparsed_because"),
    delivery: text("delivery", { enum: DELIVERIES }),
    sendAt: moment("send_at"),
    deliveryStartedAt: moment("delivery_started_at"),
    deliveryPhase: text("delivery_phase"),
    deliveryDetail: text("delivery_detail"),
    deliveryAttempts: smallint("delivery_attempts").notNull().default(0),
    deliveredAt: moment("delivered_at"),
    arrivedAt: moment("arrived_at"),
    readAt: moment("read_at"),
    bouncedAt: moment("bounced_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("messages_conversation").on(t.companyId, t.conversationId, t.sentAt, t.id),
    uniqueIndex("messages_twin").on(t.companyId, t.emailId, t.contentHash, t.integrationId),
    uniqueIndex("messages_external")
      .on(t.companyId, t.integrationId, t.externalId)
      .where(sql`external_id is not null`),
    uniqueIndex("messages_request")
      .on(t.companyId, t.employeeId, t.requestId)
      .where(sql`request_id is not null`),
    index("messages_sent_at").on(t.companyId, t.sentAt),
    index("messages_outbox")
      .on(t.companyId, t.delivery, t.sendAt)
      .where(sql`delivery in ('queued', 'sending')`),
    index("messages_trouble").on(t.companyId, t.conversationId).where(sql`delivery in ('failed', 'unknown')`),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "messages_conversation_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "messages_integration_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.employeeId],
      foreignColumns: [employees.companyId, employees.id],
      name: "messages_employee_fk",
    }),
    oneOf("messages", "kind", MESSAGE_KINDS),
    oneOf("messages", "origin", ORIGINS),
    oneOf("messages", "dmarc", DMARC_RESULTS),
    oneOf("messages", "delivery", DELIVERIES),
  ],
);

export type Message = typeof messages.$inferSelect;
