import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import {
  type ChannelContent,
  conversations,
  type Message,
  messageReferences,
  messages,
  type Status,
} from "@/db/schema";
import { indexMessage } from "./message-search";

export interface QueuedReply {
  id: number;
  sendAt: Date;
}

export interface Request {
  employeeId: number;
  requestId: string;
}

/**
 * The answer that this form already made. Whoever sends the same form at the same moment waits here, until the
 * transaction of the first ends.
 */
export async function findRequestedReply(
  db: Db,
  { employeeId, requestId }: Request,
): Promise<QueuedReply | undefined> {
  const key = `${db.companyId}|${employeeId}|${requestId}`;
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const [row] = await db
    .select({ id: messages.id, sendAt: messages.sendAt })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.employeeId, employeeId),
        eq(messages.requestId, requestId),
      ),
    );
  return row?.sendAt ? { id: row.id, sendAt: row.sendAt } : undefined;
}

interface NewReply {
  conversationId: number;
  integrationId: number;
  /** Null for what a machine wrote. */
  employeeId: number | null;
  origin?: "person" | "automatic";
  requestId: string | null;
  statusBefore: Status;
  senderName: string;
  senderAddress: string;
  recipients: Message["recipients"];
  subject: string;
  body: string;
  /** Null for what is no mail. */
  emailId: string | null;
  content: ChannelContent | null;
  undoSeconds: number;
  ancestors: string[];
  attachmentNames: string[];
}

/** Writes an answer, what it answers and its search row, and tells the conversation. */
export async function insertReply(db: Db, reply: NewReply): Promise<QueuedReply> {
  const { ancestors, undoSeconds, attachmentNames, ...message } = reply;
  const [row] = await db
    .insert(messages)
    .values({
      ...message,
      companyId: db.companyId,
      kind: "outbound",
      delivery: "queued",
      sentAt: sql`now()`,
      // To the millisecond, as the event that waits for it: it must not wake a moment too early.
      sendAt: sql`date_trunc('milliseconds', now()) + make_interval(secs => ${undoSeconds})`,
    })
    .returning();
  if (!row?.sendAt) throw new Error("The queued message did not come back");
  if (ancestors.length > 0) await insertAncestors(db, row.id, ancestors);
  await indexMessage(db, row, attachmentNames);
  await tellConversation(db, row, attachmentNames.length > 0);
  return { id: row.id, sendAt: row.sendAt };
}

async function insertAncestors(db: Db, messageId: number, ancestors: string[]): Promise<void> {
  await db
    .insert(messageReferences)
    .values(ancestors.map((emailId, position) => ({ companyId: db.companyId, messageId, emailId, position })))
    .onConflictDoNothing();
}

async function tellConversation(db: Db, message: Message, hasAttachment: boolean): Promise<void> {
  const { conversationId, body, sentAt, origin } = message;
  const preview = [...body.replace(/\s+/g, " ").trim()].slice(0, 140).join("");
  await db
    .update(conversations)
    .set({
      preview,
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, ${sentAt.toISOString()}::timestamptz)`,
      messageCount: sql`${conversations.messageCount} + 1`,
      hasAttachment: sql`${conversations.hasAttachment} or ${hasAttachment}`,
      firstReplyAt: sql`coalesce(${conversations.firstReplyAt}, now())`,
      waitingSince: null,
      // What a machine answered, nobody has read.
      unread: origin === "automatic" ? conversations.unread : false,
      status: sql`case when ${conversations.status} in ('new', 'urgent') then 'in_progress' else ${conversations.status} end`,
    })
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, conversationId)));
}

interface OwnReply {
  messageId: number;
  employeeId: number;
}

const isWaiting = (db: Db, { messageId, employeeId }: OwnReply) =>
  and(
    eq(messages.companyId, db.companyId),
    eq(messages.id, messageId),
    eq(messages.employeeId, employeeId),
    eq(messages.delivery, "queued"),
  );

/** The same for an automatic answer, which anybody may take back. */
export async function holdAutomaticReply(db: Db, messageId: number): Promise<Message | undefined> {
  const [message] = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.id, messageId),
        eq(messages.origin, "automatic"),
        eq(messages.delivery, "queued"),
      ),
    )
    .for("update");
  return message;
}

/** An employee's answer that still waits, kept from being sent until the transaction ends; undefined when it is too late. */
export async function holdQueuedReply(db: Db, reply: OwnReply): Promise<Message | undefined> {
  const [message] = await db.select().from(messages).where(isWaiting(db, reply)).for("update");
  return message;
}

/** Takes an answer that is held out of its conversation, whose totals are read again: what came in between counts too. */
export async function removeQueuedReply(db: Db, message: Message): Promise<void> {
  const { id, conversationId, statusBefore } = message;
  await db.delete(messages).where(and(eq(messages.companyId, db.companyId), eq(messages.id, id)));
  await db.execute(sql`
    update conversations c set
      message_count = greatest(c.message_count - 1, 0),
      preview = coalesce(left(regexp_replace(m.body, '[[:space:]]+', ' ', 'g'), 140), c.preview),
      last_message_at = coalesce(m.sent_at, c.last_message_at),
      waiting_since = case when m.kind = 'inbound' then (select min(i.sent_at) from messages i
        where i.company_id = c.company_id and i.conversation_id = c.id and i.kind = 'inbound' and i.origin = 'person'
          and i.sent_at > coalesce(o.last_at, '-infinity')) else c.waiting_since end,
      first_reply_at = o.first_at,
      has_attachment = exists (select from messages a
        where a.company_id = c.company_id and a.conversation_id = c.id and a.attachment_count > 0),
      status = case when c.status = 'in_progress' and ${statusBefore}::text in ('new', 'urgent')
        then ${statusBefore} else c.status end
    from (select 1) one
      left join lateral (
        select body, sent_at, kind from messages
        where company_id = ${db.companyId} and conversation_id = ${conversationId} and kind <> 'note'
        order by sent_at desc, id desc limit 1) m on true
      left join lateral (
        select min(sent_at) as first_at, max(sent_at) as last_at from messages
        where company_id = ${db.companyId} and conversation_id = ${conversationId} and kind = 'outbound') o on true
    where c.company_id = ${db.companyId} and c.id = ${conversationId}`);
  db.changed.add(conversationId);
}
