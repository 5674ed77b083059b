import { integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytea, companyId, moment, now } from "./columns";
import { companies } from "./companies";

/** How well a learned classifier did on examples it had not seen, for one folder. Shares are 0 to 1. */
export interface LearnedFolderScore {
  folderId: number;
  examples: number;
  heldOut: number;
  precision: number;
  recall: number;
  coverage: number;
}

/** What a company's own filed conversations teach: one packed classifier, replaced when more was filed. */
export const learnedClassifiers = pgTable(
  "learned_classifiers",
  {
    companyId: companyId().references(() => companies.id),
    packed: bytea("packed").notNull(),
    examples: integer("examples").notNull(),
    scores: jsonb("scores").$type<LearnedFolderScore[]>().notNull().default([]),
    trainedAt: now("trained_at"),
    /** Asked for again because people filed or corrected since. */
    staleSince: moment("stale_since"),
  },
  (t) => [primaryKey({ columns: [t.companyId] })],
);

export type LearnedClassifierRow = typeof learnedClassifiers.$inferSelect;
