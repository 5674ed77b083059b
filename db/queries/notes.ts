import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { messages } from "@/db/schema";
import { indexMessage } from "./message-search";

interface NewNote {
  conversationId: number;
  employeeId: number;
  senderName: string;
  body: string;
}

/** Writes an internal note and makes it findable; the customer's side of the conversation is not touched. */
export async function insertNote(db: Db, note: NewNote): Promise<number> {
  const [row] = await db
    .insert(messages)
    .values({ ...note, companyId: db.companyId, kind: "note", sentAt: sql`now()` })
    .returning();
  if (!row) throw new Error("The note did not come back");
  await indexMessage(db, row, []);
  return row.id;
}
