import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { companies } from "./companies";
import { people } from "./people";

export const ROLES = ["owner", "admin", "employee"] as const;
export type Role = (typeof ROLES)[number];

export const employees = pgTable(
  "employees",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    personId: reference("person_id").notNull(),
    name: text("name").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    joinedAt: now("joined_at"),
    leftAt: moment("left_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("employees_person").on(t.companyId, t.personId),
    foreignKey({ columns: [t.personId], foreignColumns: [people.id], name: "employees_person_fk" }),
    oneOf("employees", "role", ROLES),
  ],
);

export type Employee = typeof employees.$inferSelect;
