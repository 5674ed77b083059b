import type { Db } from "@/db/company";
import { sessions } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof sessions.$inferInsert> & { employeeId: number };

export async function createSession(db: Db, session: New) {
  const usual = { expiresAt: new Date(Date.now() + 30 * 86_400_000) };
  return made(
    await db
      .insert(sessions)
      .values({ ...usual, ...session, companyId: db.companyId })
      .returning(),
  );
}
