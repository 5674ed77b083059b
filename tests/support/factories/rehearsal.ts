import type { Db } from "@/db/company";
import { rehearsals } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof rehearsals.$inferInsert> & { folderId: number };

/** A finished rehearsal that nobody has accepted. */
export async function createRehearsal(db: Db, rehearsal: New) {
  const usual = { basis: "0123456789abcdef", wanted: 1, score: 0.8, wouldSend: 1, finishedAt: new Date() };
  return made(
    await db
      .insert(rehearsals)
      .values({ ...usual, ...rehearsal, companyId: db.companyId })
      .returning(),
  );
}
