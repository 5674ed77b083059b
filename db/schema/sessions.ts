import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { companyId, moment, now, reference } from "./columns";
import { employees } from "./employees";

/** Signed in while neither revoked nor expired; the cookie only names the row. */
export const sessions = pgTable(
  "sessions",
  {
    companyId: companyId(),
    id: uuid("id").notNull().defaultRandom(),
    employeeId: reference("employee_id").notNull(),
    userAgent: text("user_agent").notNull().default(""),
    createdAt: now("created_at"),
    seenAt: now("seen_at"),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("sessions_employee").on(t.companyId, t.employeeId),
    foreignKey({
      columns: [t.companyId, t.employeeId],
      foreignColumns: [employees.companyId, employees.id],
      name: "sessions_employee_fk",
    }),
  ],
);
