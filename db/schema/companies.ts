import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { now } from "./columns";

export const companies = pgTable("companies", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  name: text("name").notNull(),
  locale: text("locale").notNull().default("fr"),
  timeZone: text("time_zone").notNull().default("Europe/Paris"),
  createdAt: now("created_at"),
});

export type Company = typeof companies.$inferSelect;
