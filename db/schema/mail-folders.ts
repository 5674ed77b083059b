import {
  bigint,
  boolean,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { companyId, id, moment, reference } from "./columns";
import { integrations } from "./integrations";

/** An IMAP folder and how far it was read. uidValidity and modseq are text: they exceed a JavaScript number. */
export const mailFolders = pgTable(
  "mail_folders",
  {
    companyId: companyId(),
    id: id(),
    integrationId: reference("integration_id").notNull(),
    path: text("path").notNull(),
    specialUse: text("special_use"),
    collected: boolean("collected").notNull(),
    /** When a person last chose `collected`; while null, it follows the folder's use. */
    chosenAt: moment("chosen_at"),
    uidValidity: text("uid_validity"),
    lastUid: bigint("last_uid", { mode: "number" }).notNull().default(0),
    highestModseq: text("highest_modseq"),
    /** What was there below this UID when the folder was first seen counts only if it arrived after the start point. */
    firstUid: bigint("first_uid", { mode: "number" }),
    onServer: integer("on_server"),
    missing: integer("missing"),
    checkedAt: moment("checked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("mail_folders_path").on(t.companyId, t.integrationId, t.path),
    foreignKey({
      columns: [t.companyId, t.integrationId],
      foreignColumns: [integrations.companyId, integrations.id],
      name: "mail_folders_integration_fk",
    }).onDelete("cascade"),
  ],
);

export type MailFolder = typeof mailFolders.$inferSelect;
