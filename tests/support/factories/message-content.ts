import type { Db } from "@/db/company";
import { messageContents } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof messageContents.$inferInsert> & { messageId: number };

export async function createMessageContent(db: Db, content: New) {
  const usual = { fullText: "Bonjour" };
  return made(
    await db
      .insert(messageContents)
      .values({ ...usual, ...content, companyId: db.companyId })
      .returning(),
  );
}
