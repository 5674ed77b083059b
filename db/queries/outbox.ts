import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { conversations, type Message, messageReferences, messages } from "@/db/schema";
import { indexMessage } from "./message-search";

interface NewReply {
  conversationId: number;
  integrationId: number;
  employeeId: number;
  senderName: string;
  senderAddress: string;
  recipients: Message["recipients"];
  subject: string;
  body: string;
  emailId: string;
  undoSeconds: number;
  ancestors: string[];
}

/** Writes an answer, what it answers and its search row, and tells the conversation. */
export async function insertReply(db: Db, reply: NewReply): Promise<{ id: number; sendAt: Date }> {
  const { ancestors, undoSeconds, ...message } = reply;
  const [row] = await db
    .insert(messages)
    .values({
      ...message,
      companyId: db.companyId,
      kind: "outbound",
      delivery: "queued",
      sentAt: sql`now()`,
      sendAt: sql`now() + make_interval(secs => ${undoSeconds})`,
    })
    .returning();
  if (!row?.sendAt) throw new Error("The queued message did not come back");
  const { id, sendAt } = row;
  if (ancestors.length > 0) {
    await db
      .insert(messageReferences)
      .values(
        ancestors.map((emailId, position) => ({ companyId: db.companyId, messageId: id, emailId, position })),
      )
      .onConflictDoNothing();
  }
  await indexMessage(db, row, []);
  await tellConversation(db, row);
  return { id, sendAt };
}

async function tellConversation(db: Db, { conversationId, body, sentAt }: Message): Promise<void> {
  const preview = [...body.replace(/\s+/g, " ").trim()].slice(0, 140).join("");
  await db
    .update(conversations)
    .set({
      preview,
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, ${sentAt.toISOString()}::timestamptz)`,
      messageCount: sql`${conversations.messageCount} + 1`,
      firstReplyAt: sql`coalesce(${conversations.firstReplyAt}, now())`,
      waitingSince: null,
      unread: false,
      status: sql`case when ${conversations.status} in ('new', 'urgent') then 'in_progress' else ${conversations.status} end`,
    })
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, conversationId)));
}

/** Takes a reply back before it is sent; undefined when it is too late or somebody else's. */
export async function removeQueuedReply(
  db: Db,
  { messageId, employeeId }: { messageId: number; employeeId: number },
): Promise<Message | undefined> {
  const [message] = await db
    .delete(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.id, messageId),
        eq(messages.employeeId, employeeId),
        eq(messages.delivery, "queued"),
        eq(messages.deliveryAttempts, 0),
      ),
    )
    .returning();
  if (message) await forgetReply(db, message.conversationId);
  return message;
}

// The totals are read again rather than taken back: whatever came in between counts too.
async function forgetReply(db: Db, conversationId: number): Promise<void> {
  await db.execute(sql`
    update conversations c set
      message_count = greatest(c.message_count - 1, 0),
      preview = coalesce(left(regexp_replace(m.body, '\s+', ' ', 'g'), 140), c.preview),
      last_message_at = coalesce(m.sent_at, c.last_message_at),
      waiting_since = case when m.kind = 'inbound' and m.origin = 'person' then m.sent_at else c.waiting_since end,
      first_reply_at = (select min(o.sent_at) from messages o where o.company_id = c.company_id
        and o.conversation_id = c.id and o.kind = 'outbound')
    from (select 1) one left join lateral (
      select body, sent_at, kind, origin from messages
      where company_id = ${db.companyId} and conversation_id = ${conversationId} and kind <> 'note'
      order by sent_at desc, id desc limit 1) m on true
    where c.company_id = ${db.companyId} and c.id = ${conversationId}`);
  db.changed.add(conversationId);
}
