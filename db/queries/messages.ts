import { and, asc, desc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Message, messageReferences, messages } from "@/db/schema";

const is = (db: Db, id: number) => and(eq(messages.companyId, db.companyId), eq(messages.id, id));

export async function findMessage(db: Db, id: number): Promise<Message | undefined> {
  const [message] = await db.select().from(messages).where(is(db, id));
  return message;
}

export async function getMessage(db: Db, id: number): Promise<Message> {
  const message = await findMessage(db, id);
  if (!message) throw new Error(`Message ${id} is not there`);
  return message;
}

/** Marks what we sent under one of these Message-IDs as not delivered. */
export async function recordBounce(db: Db, emailIds: string[], detail: string | null): Promise<void> {
  if (emailIds.length === 0) return;
  await db
    .update(messages)
    .set({ bouncedAt: sql`now()`, deliveryDetail: detail })
    .where(
      and(
        eq(messages.companyId, db.companyId),
        inArray(messages.emailId, emailIds),
        eq(messages.kind, "outbound"),
      ),
    );
}

/** The newest e-mail of a conversation that an answer answers: the customer's, else our own. */
export async function findAnsweredMessage(db: Db, conversationId: number): Promise<Message | undefined> {
  const [message] = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.conversationId, conversationId),
        inArray(messages.kind, ["inbound", "outbound"]),
        sql`${messages.origin} <> 'bounce'`,
      ),
    )
    .orderBy(desc(sql`${messages.kind} = 'inbound'`), desc(messages.sentAt), desc(messages.id))
    .limit(1);
  return message;
}

/** A message's ancestors, the direct parent first. */
export async function listAncestors(db: Db, messageId: number): Promise<string[]> {
  const rows = await db
    .select({ emailId: messageReferences.emailId })
    .from(messageReferences)
    .where(and(eq(messageReferences.companyId, db.companyId), eq(messageReferences.messageId, messageId)))
    .orderBy(asc(messageReferences.position));
  return rows.map((row) => row.emailId);
}

/** Takes a message off the queue, once: undefined when it is not due, or not on the queue any more. */
export async function claimQueuedMessage(db: Db, id: number): Promise<Message | undefined> {
  const [message] = await db
    .update(messages)
    .set({
      delivery: "sending",
      deliveryStartedAt: sql`now()`,
      deliveryPhase: null,
      deliveryAttempts: sql`${messages.deliveryAttempts} + 1`,
    })
    .where(and(is(db, id), eq(messages.delivery, "queued"), lte(messages.sendAt, sql`now()`)))
    .returning();
  return message;
}

/** How far a transmission got. "data" means that the server may have the whole mail from now on. */
export async function recordPhase(db: Db, id: number, phase: string): Promise<void> {
  await db.update(messages).set({ deliveryPhase: phase }).where(is(db, id));
}

type Settled = Pick<Message, "delivery"> &
  Partial<Pick<Message, "deliveryDetail" | "sendAt" | "deliveredAt">>;

/** Ends a transmission; one that was settled before, for instance by the sweep, is left as it is. */
export async function settleDelivery(db: Db, id: number, settled: Settled): Promise<boolean> {
  const rows = await db
    .update(messages)
    .set(settled)
    .where(and(is(db, id), eq(messages.delivery, "sending")))
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
  return rows.length > 0;
}

/**
 * Transmissions that lost their process. What never reached the data phase was certainly not sent and goes back on the
 * queue; what did may have been, and is for a person to judge.
 */
export async function settleAbandoned(db: Db, startedBefore: Date): Promise<void> {
  const rows = await db
    .update(messages)
    .set({
      delivery: sql`case when ${messages.deliveryPhase} is null then 'queued' else 'unknown' end`,
      deliveryDetail: sql`case when ${messages.deliveryPhase} is null then null else 'interrupted' end`,
    })
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.delivery, "sending"),
        lt(messages.deliveryStartedAt, startedBefore),
      ),
    )
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
}

/** Queued messages whose moment has passed: their event was lost, or nobody ran it. */
export async function listOverdueMessages(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.delivery, "queued"),
        lte(messages.sendAt, sql`now() - interval '30 seconds'`),
      ),
    )
    .limit(500);
  return rows.map((row) => row.id);
}

/** Sends whose end is unknown, for the search in the Sent folder. */
export async function listUnknownMessages(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.delivery, "unknown"),
        sql`${messages.deliveryStartedAt} > now() - interval '1 day'`,
      ),
    )
    .limit(100);
  return rows.map((row) => row.id);
}

/** What turned out to be in the Sent folder was sent. */
export async function confirmSent(db: Db, id: number): Promise<void> {
  const rows = await db
    .update(messages)
    .set({ delivery: "sent", deliveryDetail: "found", deliveredAt: sql`now()` })
    .where(and(is(db, id), eq(messages.delivery, "unknown")))
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
}

/** Puts a message back on the queue if it still is in the state it was judged in. */
export async function requeue(db: Db, id: number, from: "failed" | "unknown"): Promise<boolean> {
  const rows = await db
    .update(messages)
    .set({ delivery: "queued", deliveryDetail: null, deliveryPhase: null, sendAt: sql`now()` })
    .where(and(is(db, id), eq(messages.delivery, from)))
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
  return rows.length > 0;
}
