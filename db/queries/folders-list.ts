import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { conversations, type Folder, folders } from "@/db/schema";

const is = (db: Db, id: number) =>
  and(eq(folders.companyId, db.companyId), eq(folders.id, id), isNull(folders.archivedAt));

/** In the order in which their rules are asked. */
export async function listFolders(db: Db): Promise<Folder[]> {
  return db
    .select()
    .from(folders)
    .where(and(eq(folders.companyId, db.companyId), isNull(folders.archivedAt)))
    .orderBy(asc(folders.position), asc(folders.id));
}

/** One in use; undefined for one that is not, or not any more. */
export async function findFolder(db: Db, id: number): Promise<Folder | undefined> {
  const [folder] = await db.select().from(folders).where(is(db, id));
  return folder;
}

type FolderContent = Pick<Folder, "name" | "icon" | "rule"> &
  Partial<Pick<Folder, "description" | "autoReply" | "followUpDays">>;

/** True when another folder in use has this name, however it is capitalised. */
export async function isFolderNameTaken(db: Db, name: string, exceptId: number | null): Promise<boolean> {
  const [taken] = await db
    .select({ id: folders.id })
    .from(folders)
    .where(
      and(
        eq(folders.companyId, db.companyId),
        isNull(folders.archivedAt),
        sql`lower(${folders.name}) = lower(${name})`,
        exceptId === null ? undefined : ne(folders.id, exceptId),
      ),
    )
    .limit(1);
  return taken !== undefined;
}

/** Adds it at the end of the order. */
export async function insertFolder(db: Db, made: FolderContent): Promise<number> {
  const [folder] = await db
    .insert(folders)
    .values({
      ...made,
      companyId: db.companyId,
      position: sql`(select coalesce(max(f.position), 0) + 1 from folders f where f.company_id = ${db.companyId})`,
    })
    .returning({ id: folders.id });
  if (!folder) throw new Error("The folder row did not come back");
  return folder.id;
}

/** False when it is not there, or not any more. */
export async function updateFolder(db: Db, id: number, content: FolderContent): Promise<boolean> {
  const changed = await db.update(folders).set(content).where(is(db, id)).returning({ id: folders.id });
  return changed.length > 0;
}

/** Gives the folders the positions in which their ids are listed; one that is not listed keeps its own. */
export async function reorderFolders(db: Db, ids: number[]): Promise<void> {
  await db.execute(sql`
    update folders f set position = o.position
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality as o(id, position)
    where f.company_id = ${db.companyId} and f.id = o.id::bigint`);
}

/** Takes it out of use, and its conversations out of it. Its name is free again. False when it was not in use. */
export async function archiveFolder(db: Db, id: number): Promise<boolean> {
  const archived = await db
    .update(folders)
    .set({ archivedAt: sql`now()`, name: sql`${folders.name} || ' #' || ${folders.id}` })
    .where(is(db, id))
    .returning({ id: folders.id });
  if (archived.length === 0) return false;
  await db
    .update(conversations)
    .set({ folderId: null, filedBy: null, filing: null })
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.folderId, id)));
  return true;
}

/** What a folder may answer by itself is what this rehearsal showed. */
export async function keepAcceptedRehearsal(db: Db, id: number, rehearsalId: number): Promise<void> {
  await db
    .update(folders)
    .set({ rehearsalId, pulledBackAt: null, pulledBackBecause: null })
    .where(is(db, id));
}
