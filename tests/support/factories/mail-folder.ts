import type { Db } from "@/db/company";
import { mailFolders } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof mailFolders.$inferInsert> & { integrationId: number };

export async function createMailFolder(db: Db, mailFolder: New) {
  const usual = { path: "INBOX", specialUse: "\\Inbox", collected: true, uidValidity: "1" };
  return made(
    await db
      .insert(mailFolders)
      .values({ ...usual, ...mailFolder, companyId: db.companyId })
      .returning(),
  );
}
