import { foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, moment, oneOf, reference } from "./columns";
import { integrations } from "./integrations";

/** Why a webhook is not taken; "replayed" is answered as if it were, and changes nothing. */
export const REFUSAL_REASONS = ["unsigned", "forged", "stale", "replayed", "large", "shape"] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/**
 * How many webhooks for an integration were refused in an hour, for one reason. A row holds no data of a request: nothing that
 * was sent is stored, only that something was.
 */
export const webhookRefusals = pgTable(
  "webhook_refusals",
  {
    companyId: companyId(),
    integrationId: reference("integration_id").notNull(),
    reason: text("reason", { enum: REFUSAL_REASONS }).notNull(),
    hour: moment("hour").notNull(),
    count: integer("count").notNull(),
    lastAt: moment("last_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.integrationId, t.reason, t.hour] }),
    index("webhook_refusals_hour").on(t.companyId, t.hour),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "webhook_refusals_integration_fk",
    }).onDelete("cascade"),
    oneOf("webhook_refusals", "reason", REFUSAL_REASONS),
  ],
);
