import { and, asc, eq, isNotNull, notInArray, sql } from "drizzle-orm";
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

/** Adds the folders that are new; `collected` is the default, and gives way to what a person chose for a known one. */
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
        collected: sql`case when ${mailFolders.chosenAt} is null then excluded.collected else ${mailFolders.collected} end`,
        checkedAt: sql`now()`,
      },
    });
}

/** The folders of the mailbox that one of them belongs to, held until the transaction ends; none when it is not there. */
export async function lockFoldersBeside(db: Db, folderId: number): Promise<MailFolder[]> {
  const { companyId, integrationId, id } = mailFolders;
  const ofFolder = db
    .select({ integrationId })
    .from(mailFolders)
    .where(and(eq(companyId, db.companyId), eq(id, folderId)));
  return db
    .select()
    .from(mailFolders)
    .where(and(eq(companyId, db.companyId), eq(integrationId, ofFolder)))
    .orderBy(asc(id))
    .for("update");
}

/** What a person chose stays chosen, whatever the folder is for. */
export async function recordChoice(db: Db, folderId: number, collected: boolean): Promise<void> {
  await db
    .update(mailFolders)
    .set({ collected, chosenAt: sql`now()` })
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, folderId)));
}

/** Folders that are not on the server any more: nothing of them can be missing. */
export async function markGoneFolders(db: Db, integrationId: number, present: string[]): Promise<void> {
  await db
    .update(mailFolders)
    .set({ onServer: null, missing: 0 })
    .where(
      and(
        eq(mailFolders.companyId, db.companyId),
        eq(mailFolders.integrationId, integrationId),
        notInArray(mailFolders.path, present),
        isNotNull(mailFolders.onServer),
      ),
    );
}

interface FolderRead {
  uidValidity: string;
  uid: number;
  /** Kept from the first time, until the uidValidity changes. */
  firstUid: number | null;
}

/** Moves the cursor forward, never back; another uidValidity starts it anew. */
export async function advanceCursor(db: Db, folderId: number, read: FolderRead): Promise<void> {
  const { uidValidity, uid, firstUid } = read;
  await db
    .update(mailFolders)
    .set({
      uidValidity,
      lastUid: sql`case when ${mailFolders.uidValidity} = ${uidValidity} then greatest(${mailFolders.lastUid}, ${uid}) else ${uid} end`,
      firstUid: sql`case when ${mailFolders.uidValidity} = ${uidValidity} then ${mailFolders.firstUid} else ${firstUid}::bigint end`,
    })
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, folderId)));
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
    .set({ lastUid: sql`least(${mailFolders.lastUid}, ${lastUid})`, checkedAt: null })
    .where(and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, folderId)));
}
