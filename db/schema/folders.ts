import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { RuleGroup } from "@/lib/triage/rules/rule";
import { companyId, id, moment, now } from "./columns";
import { companies } from "./companies";

/** Conversations are filed into the first folder, by position, whose rule matches. */
export const folders = pgTable(
  "folders",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    name: text("name").notNull(),
    icon: text("icon").notNull().default("folder"),
    position: integer("position").notNull(),
    rule: jsonb("rule").$type<RuleGroup>(),
    createdAt: now("created_at"),
    archivedAt: moment("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] }), uniqueIndex("folders_name").on(t.companyId, t.name)],
);

export type Folder = typeof folders.$inferSelect;
