import { bigint, integer, pgTable, varchar } from "drizzle-orm/pg-core";

/** How often something was tried lately, before anybody knows which company it is about; keys are hashes. */
export const attempts = pgTable("attempts", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
