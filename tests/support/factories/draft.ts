import type { Db } from "@/db/company";
import { drafts } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof drafts.$inferInsert> & { conversationId: number; employeeId: number };

export async function createDraft(db: Db, draft: New) {
  const usual = { kind: "reply" as const, body: "Bonjour," };
  return made(
    await db
      .insert(drafts)
      .values({ ...usual, ...draft, companyId: db.companyId })
      .returning(),
  );
}
