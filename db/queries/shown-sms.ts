import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type InboundEvent, inboundEvents, type Message, messages } from "@/db/schema";
import { searchVector } from "./message-search";

/** One event of an SMS that is a message already. */
export interface ShownSms {
  event: InboundEvent;
  message: Message;
}

/** What came by the SMS API from these people since, the oldest first, with the messages it became. */
export async function listShownSms(
  db: Db,
  { integrationId, senders, since }: { integrationId: number; senders: string[]; since: Date },
): Promise<ShownSms[]> {
  return db
    .select({ event: inboundEvents, message: messages })
    .from(inboundEvents)
    .innerJoin(messages, and(eq(messages.companyId, db.companyId), eq(messages.id, inboundEvents.messageId)))
    .where(
      and(
        eq(inboundEvents.companyId, db.companyId),
        eq(inboundEvents.integrationId, integrationId),
        eq(inboundEvents.form, "sms-api"),
        eq(inboundEvents.kind, "message"),
        gt(inboundEvents.receivedAt, since),
        inArray(messages.senderAddress, senders),
      ),
    )
    .orderBy(inboundEvents.id);
}

interface Rewritten extends Pick<Message, "body" | "content" | "answerable"> {
  preview: { before: string; after: string };
  /** What stands for a subject where people write none. */
  subject: { before: string; after: string };
  /** How else its sender's number is looked for. */
  senderWords: string;
}

/**
 * Writes more of a message that is shown already, wherever its words stand: whole text, search, preview and subject. The
 * conversation is unread again, and open again if somebody closed it over what was there.
 */
export async function rewriteMessage(db: Db, message: Message, rewritten: Rewritten): Promise<void> {
  const { id, conversationId, subject, senderName, senderAddress } = message;
  const { body, content, answerable, senderWords, ...shown } = rewritten;
  const isThis = and(eq(messages.companyId, db.companyId), eq(messages.id, id));
  await db.update(messages).set({ body, content, answerable }).where(isThis);
  await db.execute(sql`update message_contents set full_text = ${body}
    where company_id = ${db.companyId} and message_id = ${id}`);
  const vector = searchVector({
    subject: sql`${subject}::text`,
    attachmentNames: sql`''`,
    sender: sql`${`${senderName} ${senderAddress} ${senderWords}`}::text`,
    body: sql`${body}::text`,
  });
  await db.execute(sql`update message_search set search = ${vector}
    where company_id = ${db.companyId} and message_id = ${id}`);
  await db.execute(sql`
    update conversations set unread = true,
      preview = case when preview = ${shown.preview.before} then ${shown.preview.after} else preview end,
      subject = case when subject = ${shown.subject.before} then ${shown.subject.after} else subject end,
      resolved_at = case when status in ('resolved', 'archived') then null else resolved_at end,
      status = case when status not in ('resolved', 'archived') then status
        when assignee_id is null then 'new' else 'in_progress' end
    where company_id = ${db.companyId} and id = ${conversationId}`);
  db.changed.add(conversationId);
}
