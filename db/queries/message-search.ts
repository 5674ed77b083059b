import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Message } from "@/db/schema";

// PostgreSQL refuses a tsvector over 1 MB.
const INDEXED_AT_MOST = 200_000;

/** The search vector of a message, from SQL texts. A reference is kept whole and in its parts; "l’été" is "été" too. */
export function searchVector(message: { subject: SQL; attachmentNames: SQL; sender: SQL; body: SQL }): SQL {
  const read = (text: SQL) => sql`to_tsvector('inbox', translate(${text}, '’ʼ°', '''  '))`;
  const parts = (text: SQL) => sql`translate(${text}, '-_./', '    ')`;
  const { subject, attachmentNames, sender, body } = message;
  return sql`setweight(${read(sql`${subject} || ' ' || ${parts(subject)}`)}, 'A')
    || setweight(${read(parts(attachmentNames))}, 'B')
    || setweight(${read(sender)}, 'C')
    || setweight(${read(sql`left(${body}, ${INDEXED_AT_MOST}::int)`)}, 'D')`;
}

/** Makes a message or note that was written here findable, with its attachments' names. Again: the new words replace the old. */
export async function indexMessage(db: Db, message: Message, attachmentNames: string[]): Promise<void> {
  const vector = searchVector({
    subject: sql`${message.subject}::text`,
    attachmentNames: sql`${attachmentNames.join(" ")}::text`,
    sender: sql`${message.senderName}::text`,
    body: sql`${message.body}::text`,
  });
  await db.execute(sql`
    insert into message_search (company_id, message_id, conversation_id, sent_at, search)
    values (${db.companyId}, ${message.id}, ${message.conversationId}, ${message.sentAt.toISOString()}, ${vector})
    on conflict (company_id, message_id) do update set search = excluded.search`);
}
