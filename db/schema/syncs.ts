import { foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, reference } from "./columns";
import { integrations } from "./integrations";

/** One asked-for synchronisation of a mailbox and how far it is. Running while `finishedAt` is null. */
export const syncs = pgTable(
  "syncs",
  {
    companyId: companyId(),
    id: id(),
    integrationId: reference("integration_id").notNull(),
    startedAt: now("started_at"),
    finishedAt: moment("finished_at"),
    found: integer("found").notNull().default(0),
    kept: integer("kept").notNull().default(0),
    firstEmailId: reference("first_email_id"),
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("syncs_integration").on(t.companyId, t.integrationId, t.id.desc()),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "syncs_integration_fk",
    }).onDelete("cascade"),
  ],
);
