import { and, asc, count, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type EmailOutcome, inboundEmails, mailFolders } from "@/db/schema";

interface KeptEmail {
  integrationId: number;
  mailFolderId: number;
  uidValidity: string;
  uid: number;
  providerId: string | null;
  receivedAt: Date;
  size: number;
  headersOnly: boolean;
  raw: Buffer | null;
  rawKey: string | null;
}

/** Stores raw mails; those already here by (folder, uidValidity, uid) are left as they are. Returns how many were new. */
export async function keepInboundEmails(db: Db, emails: KeptEmail[]): Promise<number> {
  if (emails.length === 0) return 0;
  const rows = emails.map((email) => ({ ...email, raw: email.raw?.toString("base64") }));
  const kept = await db.execute(sql`
    insert into inbound_emails (company_id, integration_id, mail_folder_id, uid_validity, uid, provider_id, received_at,
      size, headers_only, raw, raw_key)
    select ${db.companyId}, "integrationId", "mailFolderId", "uidValidity", uid, "providerId", "receivedAt", size,
      "headersOnly", decode(raw, 'base64'), "rawKey"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("integrationId" bigint, "mailFolderId" bigint,
      "uidValidity" text, uid bigint, "providerId" text, "receivedAt" timestamptz, size int, "headersOnly" boolean,
      raw text, "rawKey" text)
    on conflict do nothing returning 1`);
  return kept.length;
}

export interface PendingEmail {
  id: number;
  receivedAt: Date;
  size: number;
  headersOnly: boolean;
  raw: Buffer | null;
  rawKey: string | null;
  specialUse: string | null;
}

interface PendingPage {
  integrationId: number;
  afterId: number;
  limit: number;
  /** At most this many bytes of mail, but always one. */
  bytes: number;
}

/** The oldest mails that have no outcome yet, after `afterId`. */
export async function listPendingEmails(db: Db, page: PendingPage): Promise<PendingEmail[]> {
  const oldest = db
    .select({
      id: inboundEmails.id,
      before:
        sql<number>`sum(${inboundEmails.size}) over (order by ${inboundEmails.id}) - ${inboundEmails.size}`.as(
          "before",
        ),
    })
    .from(inboundEmails)
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        eq(inboundEmails.integrationId, page.integrationId),
        isNull(inboundEmails.outcome),
        gt(inboundEmails.id, page.afterId),
      ),
    )
    .orderBy(asc(inboundEmails.id))
    .limit(page.limit)
    .as("oldest");
  return db
    .select({
      id: inboundEmails.id,
      receivedAt: inboundEmails.receivedAt,
      size: inboundEmails.size,
      headersOnly: inboundEmails.headersOnly,
      raw: inboundEmails.raw,
      rawKey: inboundEmails.rawKey,
      specialUse: mailFolders.specialUse,
    })
    .from(oldest)
    .innerJoin(inboundEmails, and(eq(inboundEmails.companyId, db.companyId), eq(inboundEmails.id, oldest.id)))
    .innerJoin(
      mailFolders,
      and(eq(mailFolders.companyId, inboundEmails.companyId), eq(mailFolders.id, inboundEmails.mailFolderId)),
    )
    .where(lt(oldest.before, page.bytes))
    .orderBy(asc(inboundEmails.id));
}

/** Which of these still wait: another worker may have settled some since they were read. */
export async function listStillPending(db: Db, ids: number[]): Promise<Set<number>> {
  const rows = await db
    .select({ id: inboundEmails.id })
    .from(inboundEmails)
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        inArray(inboundEmails.id, ids),
        isNull(inboundEmails.outcome),
      ),
    );
  return new Set(rows.map((row) => row.id));
}

/**
 * Lets this transaction end before it is on the disk. What a crash takes back is done again: the raw mails and the cursor, which
 * are on the disk, are pending then.
 */
export async function settleWithoutWaiting(db: Db): Promise<void> {
  await db.execute(sql`set local synchronous_commit = off`);
}

export interface Settlement {
  id: number;
  outcome: EmailOutcome;
  message_id: number | null;
}

export async function settleEmails(db: Db, settlements: Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  await db.execute(sql`
    update inbound_emails e set outcome = s.outcome, message_id = s.message_id
    from jsonb_to_recordset(${JSON.stringify(settlements)}::jsonb) as s(id bigint, outcome text, message_id bigint)
    where e.company_id = ${db.companyId} and e.id = s.id`);
}

export async function countPending(db: Db, integrationId: number): Promise<number> {
  const [row] = await db
    .select({ pending: count() })
    .from(inboundEmails)
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        eq(inboundEmails.integrationId, integrationId),
        isNull(inboundEmails.outcome),
      ),
    );
  return row?.pending ?? 0;
}

export type OutcomeCounts = Record<EmailOutcome | "pending", number>;

/** How the mails of a mailbox ended, since `afterId` (0: all of them). */
export async function countOutcomes(db: Db, integrationId: number, afterId = 0): Promise<OutcomeCounts> {
  const rows = await db
    .select({ outcome: inboundEmails.outcome, mails: count() })
    .from(inboundEmails)
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        eq(inboundEmails.integrationId, integrationId),
        afterId > 0 ? gt(inboundEmails.id, afterId) : undefined,
      ),
    )
    .groupBy(inboundEmails.outcome);
  const counts = { message: 0, newsletter: 0, bounce: 0, own: 0, duplicate: 0, unparsed: 0, pending: 0 };
  for (const row of rows) counts[row.outcome ?? "pending"] = row.mails;
  return counts;
}

/** The id after which a sync counts: what waits already is among what it will settle. 0 when the mailbox is empty. */
export async function lastSettledId(db: Db, integrationId: number): Promise<number> {
  const [row] = await db
    .select({
      newest: sql<string | null>`max(${inboundEmails.id})`,
      pending: sql<string | null>`min(${inboundEmails.id}) filter (where ${inboundEmails.outcome} is null)`,
    })
    .from(inboundEmails)
    .where(and(eq(inboundEmails.companyId, db.companyId), eq(inboundEmails.integrationId, integrationId)));
  return row?.pending ? Number(row.pending) - 1 : Number(row?.newest ?? 0);
}

/** The UIDs stored of one folder, from `fromUid` on. */
export async function listStoredUids(
  db: Db,
  folder: { id: number; uidValidity: string; fromUid: number },
): Promise<Set<number>> {
  const rows = await db
    .select({ uid: inboundEmails.uid })
    .from(inboundEmails)
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        eq(inboundEmails.mailFolderId, folder.id),
        eq(inboundEmails.uidValidity, folder.uidValidity),
        sql`${inboundEmails.uid} >= ${folder.fromUid}`,
      ),
    );
  return new Set(rows.map((row) => row.uid));
}

export interface RawEmail {
  raw: Buffer | null;
  rawKey: string | null;
}

/** The stored bytes behind a message, for "show original". */
export async function findRawEmail(db: Db, messageId: number): Promise<RawEmail | undefined> {
  const [row] = await db
    .select({ raw: inboundEmails.raw, rawKey: inboundEmails.rawKey })
    .from(inboundEmails)
    .where(and(eq(inboundEmails.companyId, db.companyId), eq(inboundEmails.messageId, messageId)))
    .limit(1);
  return row;
}

/** The mailboxes with mails that have waited for more than two minutes. */
export async function listWaitingIntegrations(db: Db): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: inboundEmails.integrationId })
    .from(inboundEmails)
    .where(
      and(
        eq(inboundEmails.companyId, db.companyId),
        isNull(inboundEmails.outcome),
        sql`${inboundEmails.keptAt} < now() - interval '2 minutes'`,
      ),
    );
  return rows.map((row) => row.id);
}
