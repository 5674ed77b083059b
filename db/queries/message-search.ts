import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { Message } from "@/db/schema";

// In a database whose ctype is C, every character beyond ASCII counts as a letter: « été » would be one word.
const SIGNS = [
  "[\\u0080-\\u00A9\\u00AB-\\u00B4\\u00B6-\\u00B9\\u00BB-\\u00BF\\u00D7\\u00F7\\u02B0-\\u02FF\\u2000-\\u2BFF\\u3000-\\u3004",
  "\\u3008-\\u3020\\uE000-\\uF8FF\\uFE00-\\uFE0F\\uFE30-\\uFE4F\\uFEFF\\uFF01-\\uFF0F\\uFF1A-\\uFF20\\U0001F000-\\U0001FAFF]+",
].join("");

// PostgreSQL refuses a tsvector over 1 MB.
const INDEXED_AT_MOST = 200_000;

/** The search vector of a message, from SQL texts. A reference is kept whole and in its parts; "l’été" is "été" too. */
export function searchVector(message: { subject: SQL; attachmentNames: SQL; sender: SQL; body: SQL }): SQL {
  const read = (text: SQL) => sql`to_tsvector('inbox', regexp_replace(${text}, ${SIGNS}, ' ', 'g'))`;
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
