import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, companyId, id, moment, now, oneOf, reference } from "./columns";
import { integrations } from "./integrations";
import { mailFolders } from "./mail-folders";

export const EMAIL_OUTCOMES = ["message", "newsletter", "bounce", "own", "duplicate", "unparsed"] as const;
export type EmailOutcome = (typeof EMAIL_OUTCOMES)[number];

/** A mail as the server gave it, gzipped. Pending while `outcome` is null. A large one lies in the file store. */
export const inboundEmails = pgTable(
  "inbound_emails",
  {
    companyId: companyId(),
    id: id(),
    integrationId: reference("integration_id").notNull(),
    mailFolderId: reference("mail_folder_id").notNull(),
    uidValidity: text("uid_validity").notNull(),
    uid: bigint("uid", { mode: "number" }).notNull(),
    providerId: text("provider_id"),
    receivedAt: moment("received_at").notNull(),
    keptAt: now("kept_at"),
    size: integer("size").notNull(),
    headersOnly: boolean("headers_only").notNull().default(false),
    raw: bytea("raw"),
    rawKey: text("raw_key"),
    messageId: reference("message_id"),
    outcome: text("outcome", { enum: EMAIL_OUTCOMES }),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("inbound_emails_uid").on(t.companyId, t.mailFolderId, t.uidValidity, t.uid),
    index("inbound_emails_pending").on(t.companyId, t.integrationId, t.id).where(sql`outcome is null`),
    index("inbound_emails_outcome").on(t.companyId, t.integrationId, t.outcome),
    index("inbound_emails_message").on(t.companyId, t.messageId),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "inbound_emails_integration_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.mailFolderId],
      foreignColumns: [mailFolders.companyId, mailFolders.id],
      name: "inbound_emails_mail_folder_fk",
    }).onDelete("cascade"),
    oneOf("inbound_emails", "outcome", EMAIL_OUTCOMES),
  ],
);

export type InboundEmail = typeof inboundEmails.$inferSelect;
