import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type EventOutcome, type InboundEvent, inboundEvents, messages, usedTokens } from "@/db/schema";

export type NewEvent = Pick<
  InboundEvent,
  "integrationId" | "kind" | "form" | "externalId" | "contentType" | "body" | "late"
>;

/** Keeps what a webhook brought; undefined when it is here already. */
export async function keepInboundEvent(db: Db, event: NewEvent): Promise<number | undefined> {
  const [kept] = await db
    .insert(inboundEvents)
    .values({ ...event, companyId: db.companyId })
    .onConflictDoNothing()
    .returning({ id: inboundEvents.id });
  return kept?.id;
}

/** Takes a signed webhook's number; false when it was taken before. */
export async function spendToken(db: Db, integrationId: number, token: string): Promise<boolean> {
  const used = await db
    .insert(usedTokens)
    .values({ companyId: db.companyId, integrationId, token, expiresAt: sql`now() + interval '25 hours'` })
    .onConflictDoNothing()
    .returning({ token: usedTokens.token });
  return used.length > 0;
}

export async function deleteExpiredTokens(db: Db): Promise<void> {
  await db
    .delete(usedTokens)
    .where(and(eq(usedTokens.companyId, db.companyId), lt(usedTokens.expiresAt, sql`now()`)));
}

/** What waits, in the order in which it came. Under the filing lock nobody else settles it meanwhile. */
export async function listPendingEvents(
  db: Db,
  { integrationId, limit }: { integrationId: number; limit: number },
): Promise<InboundEvent[]> {
  return db
    .select()
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.companyId, db.companyId),
        eq(inboundEvents.integrationId, integrationId),
        isNull(inboundEvents.outcome),
      ),
    )
    .orderBy(asc(inboundEvents.id))
    .limit(limit);
}

/** Which of these still wait: another worker may have settled some since they were read. */
export async function listStillPendingEvents(db: Db, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: inboundEvents.id })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.companyId, db.companyId),
        inArray(inboundEvents.id, ids),
        isNull(inboundEvents.outcome),
      ),
    );
  return new Set(rows.map((row) => row.id));
}

export interface EventSettlement {
  id: number;
  outcome: EventOutcome;
  message_id: number | null;
  failure?: string;
  /** A file of its message lies at the provider. */
  has_media?: boolean;
}

export async function settleEvents(db: Db, settlements: EventSettlement[]): Promise<void> {
  if (settlements.length === 0) return;
  await db.execute(sql`
    update inbound_events e set outcome = s.outcome, message_id = s.message_id, failure = s.failure,
      media_due_at = case when s.has_media then now() end
    from jsonb_to_recordset(${JSON.stringify(settlements)}::jsonb)
      as s(id bigint, outcome text, message_id bigint, failure text, has_media boolean)
    where e.company_id = ${db.companyId} and e.id = s.id`);
}

/** The numbers and webhooks where something has waited for more than a minute. */
export async function listWaitingChannels(db: Db): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: inboundEvents.integrationId })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.companyId, db.companyId),
        isNull(inboundEvents.outcome),
        sql`${inboundEvents.receivedAt} < now() - interval '1 minute'`,
      ),
    );
  return rows.map((row) => row.id);
}

/** Events whose file should have been fetched by now. */
export async function listDueMedia(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: inboundEvents.id })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.companyId, db.companyId),
        sql`${inboundEvents.mediaDueAt} < now() - interval '2 minutes'`,
      ),
    )
    .orderBy(asc(inboundEvents.mediaDueAt))
    .limit(200);
  return rows.map((row) => row.id);
}

export async function findEvent(db: Db, id: number): Promise<InboundEvent | undefined> {
  const [event] = await db
    .select()
    .from(inboundEvents)
    .where(and(eq(inboundEvents.companyId, db.companyId), eq(inboundEvents.id, id)));
  return event;
}

/** When the file of an event is asked for again; null: never. */
export async function planMedia(db: Db, id: number, dueAt: Date | null): Promise<void> {
  await db
    .update(inboundEvents)
    .set({ mediaDueAt: dueAt })
    .where(
      and(
        eq(inboundEvents.companyId, db.companyId),
        eq(inboundEvents.id, id),
        isNotNull(inboundEvents.mediaDueAt),
      ),
    );
}

export type ShownEvent = Omit<InboundEvent, "body"> & { conversationId: number | null };

/** The last things a number or webhook brought, the newest first. */
export async function listLastEvents(db: Db, integrationId: number, limit: number): Promise<ShownEvent[]> {
  return db
    .select({
      companyId: inboundEvents.companyId,
      id: inboundEvents.id,
      integrationId: inboundEvents.integrationId,
      kind: inboundEvents.kind,
      form: inboundEvents.form,
      externalId: inboundEvents.externalId,
      contentType: inboundEvents.contentType,
      late: inboundEvents.late,
      receivedAt: inboundEvents.receivedAt,
      messageId: inboundEvents.messageId,
      outcome: inboundEvents.outcome,
      failure: inboundEvents.failure,
      mediaDueAt: inboundEvents.mediaDueAt,
      conversationId: messages.conversationId,
    })
    .from(inboundEvents)
    .leftJoin(messages, and(eq(messages.companyId, db.companyId), eq(messages.id, inboundEvents.messageId)))
    .where(and(eq(inboundEvents.companyId, db.companyId), eq(inboundEvents.integrationId, integrationId)))
    .orderBy(desc(inboundEvents.id))
    .limit(limit);
}
