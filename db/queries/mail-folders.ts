import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type MailFolder, mailFolders } from "@/db/schema";

export async function listMailFoldersOf(db: Db, integrationId: number): Promise<MailFolder[]> {
  return db
    .select()
    .from(mailFolders)
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.integrationId, integrationId)))
    .orderBy(asc(mailFolders.id));
}

interface SeenFolder {
  path: string;
  specialUse: string | null;
  collected: boolean;
  onServer: number;
}

/** Adds the folders that are new; what a person chose for a known one stays. */
export async function keepMailFolders(db: Db, integrationId: number, seen: SeenFolder[]): Promise<void> {
  if (seen.length === 0) return;
  await db
    .insert(mailFolders)
    .values(seen.map((folder) => ({ ...folder, companyId: db.companyId, integrationId })))
    .onConflictDoUpdate({
      target: [mailFolders.companyId, mailFolders.integrationId, mailFolders.path],
      set: {
        onServer: sql`excluded.on_server`,
        specialUse: sql`excluded.special_use`,
        checkedAt: sql`now()`,
      },
    });
}

/** Moves the cursor forward, never back; another uidValidity starts it anew. */
export async function advanceCursor(
  db: Db,
  folder: Pick<MailFolder, "id">,
  read: { uidValidity: string; uid: number },
): Promise<void> {
  await db
    .update(mailFolders)
    .set({
      uidValidity: read.uidValidity,
      lastUid: sql`case when ${mailFolders.uidValidity} = ${read.uidValidity} then greatest(${mailFolders.lastUid}, ${read.uid}) else ${read.uid} end`,
    })
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, folder.id)));
}

export async function recordMissing(db: Db, folderId: number, missing: number): Promise<void> {
  await db
    .update(mailFolders)
    .set({ missing, checkedAt: sql`now()` })
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, folderId)));
}

/** Sets the cursor back to ask again for what the server holds and we do not; the unique key keeps the rest single. */
export async function rewindCursor(db: Db, folderId: number, lastUid: number): Promise<void> {
  await db
    .update(mailFolders)
    .set({ lastUid: sql`least(${mailFolders.lastUid}, ${lastUid})` })
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, folderId)));
}
