import type { Db } from "@/db/company";
import { refilings } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof refilings.$inferInsert>;

export async function createRefiling(db: Db, refiling: New = {}) {
  const usual = { total: 1 };
  return made(
    await db
      .insert(refilings)
      .values({ ...usual, ...refiling, companyId: db.companyId })
      .returning(),
  );
}
