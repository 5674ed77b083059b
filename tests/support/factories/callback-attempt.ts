import type { Db } from "@/db/company";
import { callbackAttempts } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof callbackAttempts.$inferInsert> & { integrationId: number; messageId: number };

/** A try that went well unless told otherwise. */
export async function createCallbackAttempt(db: Db, attempt: New) {
  const usual = { milliseconds: 12, status: 200 };
  return made(
    await db
      .insert(callbackAttempts)
      .values({ ...usual, ...attempt, companyId: db.companyId })
      .returning(),
  );
}
