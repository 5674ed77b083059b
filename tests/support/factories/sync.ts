import type { Db } from "@/db/company";
import { syncs } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof syncs.$inferInsert> & { integrationId: number };

export async function createSync(db: Db, sync: New) {
  const usual = { firstEmailId: 0 };
  return made(
    await db
      .insert(syncs)
      .values({ ...usual, ...sync, companyId: db.companyId })
      .returning(),
  );
}
