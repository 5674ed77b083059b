import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Message } from "@/db/schema";

const INDEXED_AT_MOST = 200_000;

/** Makes a message or note that was written here findable, with its attachments' names. Again: the new words replace the old. */
export async function indexMessage(db: Db, message: Message, attachmentNames: string[]): Promise<void> {
  const names = attachmentNames.join(" ");
  await db.execute(sql`
    insert into message_search (company_id, message_id, conversation_id, sent_at, search)
    values (${db.companyId}, ${message.id}, ${message.conversationId}, ${message.sentAt.toISOString()},
      setweight(to_tsvector('inbox', ${message.subject}), 'A')
      || setweight(to_tsvector('inbox', translate(${names}, '-_./', '    ')), 'B')
      || setweight(to_tsvector('inbox', ${message.senderName}), 'C')
      || setweight(to_tsvector('inbox', left(${message.body}, ${INDEXED_AT_MOST})), 'D'))
    on conflict (company_id, message_id) do update set search = excluded.search`);
}
