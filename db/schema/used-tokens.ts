import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, moment, reference } from "./columns";
import { integrations } from "./integrations";

/** The number of a signed webhook that must not count twice (`jti`, `nonce`), until it is too old to be accepted anyway. */
export const usedTokens = pgTable(
  "used_tokens",
  {
    companyId: companyId(),
    integrationId: reference("integration_id").notNull(),
    token: text("token").notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.integrationId, t.token] }),
    index("used_tokens_expiry").on(t.companyId, t.expiresAt),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "used_tokens_integration_fk",
    }).onDelete("cascade"),
  ],
);
