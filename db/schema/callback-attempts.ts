import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { companyId, id, now, reference } from "./columns";
import { integrations } from "./integrations";
import { messages } from "./messages";

/**
 * One try to hand an answer to a custom webhook's callback; the delivery itself is the message. `status` is what the other
 * end said, `failure` why it said nothing. A replay is a try that a person asked for.
 */
export const callbackAttempts = pgTable(
  "callback_attempts",
  {
    companyId: companyId(),
    id: id(),
    integrationId: reference("integration_id").notNull(),
    messageId: reference("message_id").notNull(),
    triedAt: now("tried_at"),
    milliseconds: integer("milliseconds").notNull(),
    status: smallint("status"),
    failure: text("failure"),
    replay: boolean("replay").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("callback_attempts_newest").on(t.companyId, t.integrationId, t.id.desc()),
    index("callback_attempts_message").on(t.companyId, t.messageId, t.id),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "callback_attempts_integration_fk",
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.companyId, t.messageId],
      foreignColumns: [messages.companyId, messages.id],
      name: "callback_attempts_message_fk",
    }).onDelete("cascade"),
  ],
);

export type CallbackAttempt = typeof callbackAttempts.$inferSelect;
