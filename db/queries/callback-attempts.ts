import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type CallbackAttempt, callbackAttempts, type Delivery, messages } from "@/db/schema";

type NewAttempt = Omit<CallbackAttempt, "companyId" | "id" | "triedAt">;

export async function recordAttempt(db: Db, attempt: NewAttempt): Promise<void> {
  await db.insert(callbackAttempts).values({ ...attempt, companyId: db.companyId });
}

/** An answer that went, or is to go, to a custom webhook's callback. */
export interface CallbackDelivery {
  messageId: number;
  conversationId: number;
  sentAt: Date;
  body: string;
  delivery: Delivery | null;
  deliveryDetail: string | null;
  /** When it is tried next, while it is queued. */
  sendAt: Date | null;
  attempts: number;
  lastStatus: number | null;
  lastFailure: string | null;
  lastTriedAt: Date | null;
}

/** The last answers of a custom webhook, the newest first, each with how its last attempt ended. */
export async function listCallbackDeliveries(
  db: Db,
  { integrationId, limit }: { integrationId: number; limit: number },
): Promise<CallbackDelivery[]> {
  const rows = await db.execute<Record<string, unknown>>(sql`
    select m.id, m.conversation_id, m.sent_at, left(m.body, 200) as body, m.delivery, m.delivery_detail, m.send_at,
      (select count(*) from callback_attempts a where a.company_id = m.company_id and a.message_id = m.id) as attempts,
      last.status, last.failure, last.tried_at
    from messages m
    left join lateral (
      select status, failure, tried_at from callback_attempts a
      where a.company_id = m.company_id and a.message_id = m.id order by a.id desc limit 1) last on true
    where m.company_id = ${db.companyId} and m.integration_id = ${integrationId} and m.kind = 'outbound'
    order by m.sent_at desc, m.id desc limit ${limit}`);
  return rows.map((row) => ({
    messageId: Number(row.id),
    conversationId: Number(row.conversation_id),
    sentAt: new Date(String(row.sent_at)),
    body: String(row.body),
    delivery: row.delivery as Delivery | null,
    deliveryDetail: row.delivery_detail as string | null,
    sendAt: dateOf(row.send_at),
    attempts: Number(row.attempts),
    lastStatus: row.status === null ? null : Number(row.status),
    lastFailure: row.failure as string | null,
    lastTriedAt: dateOf(row.tried_at),
  }));
}

const dateOf = (value: unknown) => (value === null ? null : new Date(String(value)));

/** Every attempt to hand one answer over, the first first. */
export async function listAttempts(db: Db, messageId: number): Promise<CallbackAttempt[]> {
  return db
    .select()
    .from(callbackAttempts)
    .where(and(eq(callbackAttempts.companyId, db.companyId), eq(callbackAttempts.messageId, messageId)))
    .orderBy(asc(callbackAttempts.id));
}

/** What failed, waits for its next attempt, or nobody knew of, was taken after all. */
export async function confirmCallback(db: Db, messageId: number): Promise<void> {
  const rows = await db
    .update(messages)
    .set({ delivery: "sent", deliveryDetail: null, deliveredAt: sql`now()` })
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.id, messageId),
        sql`(${messages.delivery} in ('failed', 'unknown')
          or ${messages.delivery} = 'queued' and ${messages.deliveryAttempts} > 0)`,
      ),
    )
    .returning({ conversationId: messages.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
}
