import { and, asc, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import {
  conversations,
  type EmailOutcome,
  folders,
  type Integration,
  inboundEmails,
  integrations,
  messages,
} from "@/db/schema";

const is = (db: Db, id: number) => and(eq(integrations.companyId, db.companyId), eq(integrations.id, id));

/** An integration without what opens it: nothing of this may hold a secret. */
export type ShownIntegration = Omit<Integration, "sealedCredentials">;

const SHOWN = {
  companyId: integrations.companyId,
  id: integrations.id,
  source: integrations.source,
  name: integrations.name,
  address: integrations.address,
  settings: integrations.settings,
  savesSent: integrations.savesSent,
  startsAt: integrations.startsAt,
  createdAt: integrations.createdAt,
  pausedAt: integrations.pausedAt,
  checkedAt: integrations.checkedAt,
  failingSince: integrations.failingSince,
  failure: integrations.failure,
};

export async function listIntegrations(db: Db): Promise<ShownIntegration[]> {
  return db
    .select(SHOWN)
    .from(integrations)
    .where(eq(integrations.companyId, db.companyId))
    .orderBy(asc(integrations.name), asc(integrations.id));
}

export async function findIntegration(db: Db, id: number): Promise<ShownIntegration | undefined> {
  const [integration] = await db.select(SHOWN).from(integrations).where(is(db, id));
  return integration;
}

/** Stops polling it; the first moment stays. False when it is not there. */
export async function pauseIntegration(db: Db, id: number): Promise<boolean> {
  const paused = await db
    .update(integrations)
    .set({ pausedAt: sql`coalesce(${integrations.pausedAt}, now())` })
    .where(is(db, id))
    .returning({ id: integrations.id });
  return paused.length > 0;
}

export async function resumeIntegration(db: Db, id: number): Promise<boolean> {
  const resumed = await db
    .update(integrations)
    .set({ pausedAt: null })
    .where(is(db, id))
    .returning({ id: integrations.id });
  return resumed.length > 0;
}

export interface LedgerEmail {
  id: number;
  uid: number;
  receivedAt: Date;
  outcome: EmailOutcome | null;
  senderName: string | null;
  senderAddress: string | null;
  subject: string | null;
  folderName: string | null;
  conversationId: number | null;
}

interface LedgerPage {
  outcome?: EmailOutcome | "pending";
  /** Rows with a lower id; undefined starts with the newest. */
  beforeId?: number;
  limit: number;
}

/** The mails of a mailbox, the last kept first, each with what became of it. */
export async function listLedgerEmails(
  db: Db,
  integrationId: number,
  page: LedgerPage,
): Promise<LedgerEmail[]> {
  return db
    .select({
      id: inboundEmails.id,
      uid: inboundEmails.uid,
      receivedAt: inboundEmails.receivedAt,
      outcome: inboundEmails.outcome,
      senderName: messages.senderName,
      senderAddress: messages.senderAddress,
      subject: messages.subject,
      folderName: folders.name,
      conversationId: messages.conversationId,
    })
    .from(inboundEmails)
    .leftJoin(messages, and(eq(messages.companyId, db.companyId), eq(messages.id, inboundEmails.messageId)))
    .leftJoin(
      conversations,
      and(eq(conversations.companyId, db.companyId), eq(conversations.id, messages.conversationId)),
    )
    .leftJoin(folders, and(eq(folders.companyId, db.companyId), eq(folders.id, conversations.folderId)))
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        eq(inboundEmails.integrationId, integrationId),
        page.beforeId === undefined ? undefined : lt(inboundEmails.id, page.beforeId),
        outcomeIs(page.outcome),
      ),
    )
    .orderBy(desc(inboundEmails.id))
    .limit(page.limit);
}

function outcomeIs(outcome: LedgerPage["outcome"]) {
  if (!outcome) return undefined;
  return outcome === "pending" ? isNull(inboundEmails.outcome) : eq(inboundEmails.outcome, outcome);
}

type NewMailboxRow = Pick<Integration, "address" | "settings" | "savesSent" | "startsAt">;

/** Undefined when the company has this address already. */
export async function insertMailbox(db: Db, made: NewMailboxRow): Promise<number | undefined> {
  const [row] = await db
    .insert(integrations)
    .values({ ...made, companyId: db.companyId, source: "email", name: made.address })
    .onConflictDoNothing()
    .returning({ id: integrations.id });
  return row?.id;
}

/** False when there is no such mailbox. What failed is forgotten: the next collection says how it is now. */
export async function updateMailboxSettings(
  db: Db,
  id: number,
  changes: Pick<Integration, "settings" | "savesSent">,
): Promise<boolean> {
  const changed = await db
    .update(integrations)
    .set({ ...changes, failingSince: null, failure: null })
    .where(and(is(db, id), eq(integrations.source, "email")))
    .returning({ id: integrations.id });
  return changed.length > 0;
}

export async function sealIn(db: Db, id: number, sealedCredentials: string): Promise<void> {
  await db.update(integrations).set({ sealedCredentials }).where(is(db, id));
}
