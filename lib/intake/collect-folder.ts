import { withCompany } from "@/db/company";
import { keepInboundEmails, listStoredUids } from "@/db/queries/inbound-emails";
import { advanceCursor, recordMissing } from "@/db/queries/mail-folders";
import { recordProgress } from "@/db/queries/syncs";
import type { Integration } from "@/db/schema";
import { type FetchCaution, type FetchedEmail, fetchNewEmails, type ImapClient } from "@/lib/email/imap";
import { startPointOf } from "@/lib/integrations/start-point";
import type { FolderPair } from "./match-folders";
import { packRawEmail } from "./raw-email";

export interface FolderCollection extends FolderPair {
  integration: Integration;
  client: ImapClient;
  syncId?: number;
  /** When to stop, the rest left for the next time. */
  until?: Date;
  collected: { found: number; kept: number };
  caution: FetchCaution;
}

/**
 * Stores what is new in one folder. The cursor never passes a mail that the server lists and does not hand over: each
 * call asks for it again, and for nothing that is stored.
 */
export async function collectFolder(collection: FolderCollection): Promise<void> {
  const { integration, client, folder, server, caution } = collection;
  // Another uidValidity: every mail is asked for again, and receiving recognises those it has.
  const isKnown = folder.uidValidity === server.uidValidity;
  const lastUid = isKnown ? folder.lastUid : 0;
  if (isKnown && server.uidNext !== null && server.uidNext <= lastUid + 1) return;
  const { uidValidity } = server;
  const stored = await withCompany(integration.companyId, (db) =>
    listStoredUids(db, { id: folder.id, uidValidity, fromUid: lastUid + 1 }),
  );
  if (isOnlyGap(collection, stored)) return;
  const firstUid = isKnown ? folder.firstUid : server.uidNext;
  const { path } = folder;
  const start = { path, uidValidity, lastUid, stored, firstUid, since: startPointOf(integration), caution };
  const read = (uid: number) => ({ uidValidity, uid, firstUid });
  const fetched = await fetchNewEmails(client, start, (batch, cursor) =>
    keepBatch(collection, batch, read(cursor)),
  );
  if (fetched.outcome === "renumbered") return;
  await withCompany(integration.companyId, async (db) => {
    await advanceCursor(db, folder.id, read(fetched.cursor));
    await recordMissing(db, folder.id, fetched.missing.length);
  });
}

const GAP_AGAIN_MS = 15 * 60_000;

/** Nothing is new but what the server refused to hand over a moment ago. */
function isOnlyGap({ folder, server, syncId }: FolderCollection, stored: Set<number>): boolean {
  if (syncId !== undefined || !folder.missing || server.uidNext === null || !folder.checkedAt) return false;
  const newest = [...stored].reduce((highest, uid) => Math.max(highest, uid), folder.lastUid);
  if (server.uidNext > newest + 1) return false;
  return Date.now() - folder.checkedAt.getTime() < GAP_AGAIN_MS;
}

async function keepBatch(
  { integration, folder, syncId, until, collected }: FolderCollection,
  batch: FetchedEmail[],
  read: { uidValidity: string; uid: number; firstUid: number | null },
): Promise<"enough" | undefined> {
  const rows = await Promise.all(
    batch.map(async (email) => ({
      ...(await packRawEmail(integration.companyId, email.raw)),
      integrationId: integration.id,
      mailFolderId: folder.id,
      uidValidity: read.uidValidity,
      uid: email.uid,
      providerId: email.providerId,
      receivedAt: email.receivedAt,
      size: email.tooLarge ?? email.raw.length,
      headersOnly: email.tooLarge !== null,
    })),
  );
  const kept = await withCompany(integration.companyId, async (db) => {
    const count = await keepInboundEmails(db, rows);
    await advanceCursor(db, folder.id, read);
    if (syncId) await recordProgress(db, syncId, { found: batch.length, kept: count });
    return count;
  });
  collected.found += batch.length;
  collected.kept += kept;
  return until && Date.now() > until.getTime() ? "enough" : undefined;
}
