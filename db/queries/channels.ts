import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Integration, integrations } from "@/db/schema";

type NewChannel = Pick<Integration, "source" | "name" | "address" | "settings">;

/** Undefined when the company has this number or webhook already. */
export async function insertChannel(db: Db, made: NewChannel): Promise<number | undefined> {
  const [row] = await db
    .insert(integrations)
    .values({ ...made, companyId: db.companyId })
    .onConflictDoNothing()
    .returning({ id: integrations.id });
  return row?.id;
}

/** Stores another name and other settings; what failed is forgotten. */
export async function changeChannel(
  db: Db,
  id: number,
  changed: Pick<Integration, "name" | "settings">,
): Promise<void> {
  await db
    .update(integrations)
    .set({ ...changed, failingSince: null, failure: null })
    .where(and(eq(integrations.companyId, db.companyId), eq(integrations.id, id)));
}
