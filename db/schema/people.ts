import { pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, now } from "./columns";

/** Somebody who signs in; what they may do in a company is their employee row there. */
export const people = pgTable(
  "people",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    createdAt: now("created_at"),
  },
  (t) => [primaryKey({ columns: [t.id] }), uniqueIndex("people_email").on(t.email)],
);
