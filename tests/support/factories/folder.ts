import type { Db } from "@/db/company";
import { folders } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof folders.$inferInsert>;

export async function createFolder(db: Db, folder: New = {}) {
  const number = next();
  const usual = { name: `Folder ${number}`, position: number, icon: "folder" };
  return made(
    await db
      .insert(folders)
      .values({ ...usual, ...folder, companyId: db.companyId })
      .returning(),
  );
}
