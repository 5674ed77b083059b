import type { Db } from "@/db/company";
import { activities } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof activities.$inferInsert>;

export async function createActivity(db: Db, activity: New = {}) {
  const usual = { actor: "system" as const, verb: "filed" };
  return made(
    await db
      .insert(activities)
      .values({ ...usual, ...activity, companyId: db.companyId })
      .returning(),
  );
}
