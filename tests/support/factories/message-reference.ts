import type { Db } from "@/db/company";
import { messageReferences } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof messageReferences.$inferInsert> & { messageId: number };

export async function createMessageReference(db: Db, reference: New) {
  const usual = { emailId: `${next()}@customer.test`, position: 0 };
  return made(
    await db
      .insert(messageReferences)
      .values({ ...usual, ...reference, companyId: db.companyId })
      .returning(),
  );
}
