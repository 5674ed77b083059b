import { index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, reference } from "./columns";
import { companies } from "./companies";

/** Conversations being filed again after the rules changed. Running while `finishedAt` is null. */
export const refilings = pgTable(
  "refilings",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    startedAt: now("started_at"),
    finishedAt: moment("finished_at"),
    beforeId: reference("before_id"),
    seen: integer("seen").notNull().default(0),
    moved: integer("moved").notNull().default(0),
    total: integer("total").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("refilings_newest").on(t.companyId, t.id.desc()),
  ],
);
