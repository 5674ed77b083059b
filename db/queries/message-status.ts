import { and, eq, or, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Message, messages } from "@/db/schema";

interface SentAs {
  integrationId: number;
  externalId: string;
  /** Our own name of one attempt to send it; undefined when the provider did not tell it back. */
  attempt: { messageId: number; number: number } | undefined;
}

/**
 * The message that a provider speaks of, by its name or by ours: the answer to the sending, which tells the name, may still be
 * on its way. Held until the transaction ends.
 */
export async function findSentMessage(db: Db, sent: SentAs): Promise<Message | undefined> {
  const { integrationId, externalId, attempt } = sent;
  const [message] = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.integrationId, integrationId),
        eq(messages.kind, "outbound"),
        or(
          eq(messages.externalId, externalId),
          attempt && and(eq(messages.id, attempt.messageId), eq(messages.deliveryAttempts, attempt.number)),
        ),
      ),
    )
    .limit(1)
    .for("update");
  return message;
}

type Told = Partial<
  Pick<
    Message,
    "delivery" | "deliveryDetail" | "externalId" | "deliveredAt" | "arrivedAt" | "readAt" | "content"
  >
>;

/** Writes what was told of a message that is held. */
export async function tellMessage(db: Db, message: Message, told: Told): Promise<void> {
  await db
    .update(messages)
    .set(told)
    .where(and(eq(messages.companyId, db.companyId), eq(messages.id, message.id)));
  db.changed.add(message.conversationId);
}

/** When the customer last wrote to this number, as they dated it; null when they never did. */
export async function findLastInboundAt(
  db: Db,
  { customerId, integrationId }: { customerId: number; integrationId: number },
): Promise<Date | null> {
  const [row] = await db.execute<{ at: string | null }>(sql`
    select max(m.sent_at) as at from conversations c
    cross join lateral (
      select sent_at from messages
      where company_id = c.company_id and conversation_id = c.id and kind = 'inbound'
      order by sent_at desc limit 1) m
    where c.company_id = ${db.companyId} and c.customer_id = ${customerId} and c.integration_id = ${integrationId}`);
  return row?.at ? new Date(row.at) : null;
}
