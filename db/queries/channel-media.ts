import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { attachments, type ChannelMedia } from "@/db/schema";
import { indexMessage } from "./message-search";
import { getMessage } from "./messages";

type File = Omit<typeof attachments.$inferInsert, "companyId" | "messageId">;

/** Ends the wait for a message's file, once: false when it has ended before. */
export async function settleMedia(db: Db, messageId: number, state: ChannelMedia["state"]): Promise<boolean> {
  const rows = await db.execute<{ conversation_id: string }>(sql`
    update messages set content = jsonb_set(content, '{media,state}', to_jsonb(${state}::text))
    where company_id = ${db.companyId} and id = ${messageId} and content->'media'->>'state' = 'wanted'
    returning conversation_id`);
  for (const row of rows) db.changed.add(Number(row.conversation_id));
  return rows.length > 0;
}

/** Adds the file that a message was waiting for, and makes it findable. */
export async function attachMedia(db: Db, messageId: number, file: File): Promise<void> {
  await db.insert(attachments).values({ ...file, companyId: db.companyId, messageId });
  await db.execute(sql`
    with attached as (
      update messages set attachment_count = attachment_count + 1
      where company_id = ${db.companyId} and id = ${messageId} returning conversation_id)
    update conversations set has_attachment = true
    where company_id = ${db.companyId} and id = (select conversation_id from attached)`);
  await indexMessage(db, await getMessage(db, messageId), [file.name]);
}
