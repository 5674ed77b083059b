import { foreignKey, index, integer, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, reference } from "./columns";
import { employees } from "./employees";
import { folders } from "./folders";

/**
 * A folder's answers tried on past conversations that people answered. `basis` is a hash of all that decides what the model
 * would say (prompts, articles, model): acceptance holds for that basis only. Running while `finishedAt` is null.
 */
export const rehearsals = pgTable(
  "rehearsals",
  {
    companyId: companyId(),
    id: id(),
    folderId: reference("folder_id").notNull(),
    basis: text("basis").notNull(),
    wanted: integer("wanted").notNull(),
    score: real("score"),
    wouldSend: integer("would_send"),
    startedById: reference("started_by_id"),
    startedAt: now("started_at"),
    finishedAt: moment("finished_at"),
    failure: text("failure"),
    acceptedAt: moment("accepted_at"),
    acceptedById: reference("accepted_by_id"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("rehearsals_folder").on(t.companyId, t.folderId, t.id.desc()),
    foreignKey({
      columns: [t.companyId, t.folderId],
      foreignColumns: [folders.companyId, folders.id],
      name: "rehearsals_folder_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.startedById],
      foreignColumns: [employees.companyId, employees.id],
      name: "rehearsals_started_by_fk",
    }),
    foreignKey({
      columns: [t.companyId, t.acceptedById],
      foreignColumns: [employees.companyId, employees.id],
      name: "rehearsals_accepted_by_fk",
    }),
  ],
);

export type Rehearsal = typeof rehearsals.$inferSelect;
