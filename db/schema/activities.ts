import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, id, now, oneOf, reference } from "./columns";
import { conversations } from "./conversations";
import { employees } from "./employees";

export const ACTORS = ["person", "rule", "learned", "model", "system"] as const;

/** Who did what, when: written in the transaction that did it, never changed. */
export const activities = pgTable(
  "activities",
  {
    companyId: companyId(),
    id: id(),
    conversationId: reference("conversation_id"),
    actor: text("actor", { enum: ACTORS }).notNull(),
    employeeId: reference("employee_id"),
    verb: text("verb").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    happenedAt: now("happened_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("activities_conversation").on(t.companyId, t.conversationId, t.id),
    index("activities_customers")
      .on(t.companyId, t.id)
      .where(sql`verb in ('customersMerged', 'customersSplit')`),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
      name: "activities_conversation_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.employeeId],
      foreignColumns: [employees.companyId, employees.id],
      name: "activities_employee_fk",
    }),
    oneOf("activities", "actor", ACTORS),
  ],
);

export type Activity = typeof activities.$inferSelect;
