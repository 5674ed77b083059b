import { and, asc, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Delivery, type Message, messageReferences, messages } from "@/db/schema";

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
  // One kind after the other: sorting by both reads every message of a long conversation.
  return (
    (await findNewest(db, conversationId, "inbound")) ?? (await findNewest(db, conversationId, "outbound"))
  );
}

async function findNewest(
  db: Db,
  conversationId: number,
  kind: "inbound" | "outbound",
): Promise<Message | undefined> {
  const [message] = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.conversationId, conversationId),
        eq(messages.kind, kind),
        sql`${messages.origin} <> 'bounce'`,
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
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

/** One attempt to send a message, as it was claimed: a later one has a higher number. */
type Attempt = Pick<Message, "id" | "deliveryAttempts">;

const isAttempt = (db: Db, { id, deliveryAttempts }: Attempt) =>
  and(is(db, id), eq(messages.deliveryAttempts, deliveryAttempts));

/**
 * How far a transmission got; "data" means that the server may have the whole mail from now on. False when the attempt
 * is not the current one any more, because it slept so long that it was taken for dead: it must send nothing.
 */
export async function recordPhase(db: Db, attempt: Attempt, phase: string): Promise<boolean> {
  const rows = await db
    .update(messages)
    .set({ deliveryPhase: phase })
    .where(and(isAttempt(db, attempt), eq(messages.delivery, "sending")))
    .returning({ id: messages.id });
  return rows.length > 0;
}

interface Settled {
  delivery: Delivery;
  detail: string | null;
  /** What its provider calls it. */
  externalId?: string;
  retryInSeconds?: number;
}

/** Ends a transmission; it may know better than a sweep that found it too slow, but not than a later attempt. */
export async function settleDelivery(db: Db, attempt: Attempt, settled: Settled): Promise<void> {
  const { delivery, detail, externalId, retryInSeconds = 0 } = settled;
  const rows = await db
    .update(messages)
    .set({
      delivery,
      deliveryDetail: detail,
      externalId: externalId ?? sql`${messages.externalId}`,
      deliveredAt: delivery === "sent" ? sql`now()` : null,
      sendAt: sql`case when ${delivery} = 'queued' then now() + make_interval(secs => ${retryInSeconds})
        else ${messages.sendAt} end`,
    })
    .where(and(isAttempt(db, attempt), inArray(messages.delivery, ["sending", "unknown"])))
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
}

/**
 * Transmissions that lost their process. What never reached the data phase was certainly not sent and goes back on the
 * queue; what did may have been, and is for a person to judge.
 */
export async function settleAbandoned(db: Db, afterMinutes: number): Promise<void> {
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
        sql`${messages.deliveryStartedAt} < now() - make_interval(mins => ${afterMinutes})`,
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

const minutesAgo = sql`floor(extract(epoch from now() - ${messages.deliveryStartedAt}) / 60)::int`;

/**
 * Sends whose end is unknown and that are to be looked for in the Sent folder now: after 0, 1, 2, 4, 8 … minutes, for a
 * day.
 */
export async function listUnknownMessages(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.delivery, "unknown"),
        sql`${messages.deliveryStartedAt} > now() - interval '1 day'`,
        sql`${minutesAgo} & (${minutesAgo} - 1) = 0`,
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
    .set({
      delivery: "queued",
      deliveryDetail: null,
      deliveryPhase: null,
      externalId: null,
      sendAt: sql`now()`,
    })
    .where(and(is(db, id), eq(messages.delivery, from)))
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
  return rows.length > 0;
}
