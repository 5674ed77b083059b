import { boolean, foreignKey, index, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import type { DoctorCheck } from "@/components/settings/doctor-check";
import { companyId, id, now, reference } from "./columns";
import { integrations } from "./integrations";

/** What an examination of a mailbox, number or webhook found, step by step. The last few are kept. */
export const integrationChecks = pgTable(
  "integration_checks",
  {
    companyId: companyId(),
    id: id(),
    integrationId: reference("integration_id").notNull(),
    examinedAt: now("examined_at"),
    passed: boolean("passed").notNull(),
    checks: jsonb("checks").$type<DoctorCheck[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("integration_checks_newest").on(t.companyId, t.integrationId, t.id.desc()),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "integration_checks_integration_fk",
    }).onDelete("cascade"),
  ],
);

export type IntegrationCheck = typeof integrationChecks.$inferSelect;
