import type { Db } from "@/db/company";
import { withCompany } from "@/db/company";
import { countOutcomes, listStoredUids } from "@/db/queries/inbound-emails";
import { getIntegration } from "@/db/queries/integrations";
import { listMailFoldersOf, recordMissing, rewindCursor } from "@/db/queries/mail-folders";
import type { Integration, MailFolder } from "@/db/schema";
import { type ImapClient, listWantedUids, withImap } from "@/lib/email/imap";
import { readMailboxAccess } from "./mailbox-access";
import { startPointOf } from "./start-point";

/** Every mail of a mailbox since its start point, once: `seen` is the sum of all the others. */
export interface Ledger {
  seen: number;
  filed: number;
  newsletters: number;
  bounces: number;
  own: number;
  duplicates: number;
  setApart: number;
  pending: number;
  /** On the server, and not here. */
  gap: number;
  folders: LedgerFolder[];
}

export interface LedgerFolder {
  id: number;
  path: string;
  specialUse: string | null;
  collected: boolean;
  onServer: number | null;
  gap: number;
  checkedAt: Date | null;
}

export async function readLedger(db: Db, integrationId: number): Promise<Ledger> {
  const [counts, folders] = await Promise.all([
    countOutcomes(db, integrationId),
    listMailFoldersOf(db, integrationId),
  ]);
  const shown = folders.map(showFolder);
  const gap = shown.reduce((sum, folder) => sum + folder.gap, 0);
  const stored = Object.values(counts).reduce((sum, mails) => sum + mails, 0);
  return {
    seen: stored + gap,
    filed: counts.message,
    newsletters: counts.newsletter,
    bounces: counts.bounce,
    own: counts.own,
    duplicates: counts.duplicate,
    setApart: counts.unparsed,
    pending: counts.pending,
    gap,
    folders: shown,
  };
}

/** What is missing of a folder counts as long as it is collected. */
const showFolder = ({ id, path, specialUse, collected, ...folder }: MailFolder): LedgerFolder => ({
  ...{ id, path, specialUse, collected },
  onServer: folder.onServer,
  gap: collected ? (folder.missing ?? 0) : 0,
  checkedAt: folder.checkedAt,
});

/**
 * Compares what the server holds with what is stored, folder by folder. What is missing is written into the ledger and
 * its cursor set back, so that the next collection asks for it again. Returns how many are missing.
 */
export async function checkLedger(companyId: number, integrationId: number): Promise<number> {
  const [integration, folders] = await withCompany(companyId, (db) =>
    Promise.all([getIntegration(db, integrationId), listMailFoldersOf(db, integrationId)]),
  );
  const collected = folders.filter((folder) => folder.collected && folder.onServer !== null);
  return withImap(readMailboxAccess(integration), async (client) => {
    let gap = 0;
    for (const folder of collected) gap += await checkFolder(integration, folder, client);
    return gap;
  });
}

async function checkFolder(
  integration: Integration,
  folder: MailFolder,
  client: ImapClient,
): Promise<number> {
  const { companyId } = integration;
  const missing = await listWantedUids(client, folder.path, async (uidValidity) => ({
    lastUid: 0,
    since: startPointOf(integration),
    firstUid: folder.uidValidity === uidValidity ? folder.firstUid : null,
    stored: await withCompany(companyId, (db) =>
      listStoredUids(db, { id: folder.id, uidValidity, fromUid: 1 }),
    ),
  }));
  const [lowest] = missing.uids;
  await withCompany(companyId, async (db) => {
    await recordMissing(db, folder.id, missing.uids.length);
    if (lowest !== undefined && folder.uidValidity === missing.uidValidity)
      await rewindCursor(db, folder.id, lowest - 1);
  });
  return missing.uids.length;
}
