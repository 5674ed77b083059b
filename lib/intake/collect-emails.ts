import { withCompany } from "@/db/company";
import { keepInboundEmails } from "@/db/queries/inbound-emails";
import { getIntegration, recordFailure, recordSuccess } from "@/db/queries/integrations";
import { advanceCursor, keepMailFolders, listMailFoldersOf, recordMissing } from "@/db/queries/mail-folders";
import { recordProgress } from "@/db/queries/syncs";
import type { Integration, MailFolder } from "@/db/schema";
import {
  type FetchedEmail,
  fetchNewEmails,
  type ImapClient,
  listMailFolders,
  MailboxFailure,
  type ServerFolder,
  withImap,
} from "@/lib/email/imap";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { packRawEmail } from "./raw-email";

export interface Collected {
  found: number;
  kept: number;
  failure: string | null;
}

const NOT_COLLECTED = new Set(["\\Trash", "\\Drafts", "\\Junk", "\\All", "\\Flagged", "\\Important"]);

/**
 * Fetches what is new in every collected folder of a mailbox and stores it raw, each batch with its cursor in one
 * transaction. A second call fetches what the first did not keep. A mailbox that cannot be reached is an outcome, kept
 * on the integration; anything else is thrown.
 */
export async function collectEmails(
  companyId: number,
  integrationId: number,
  syncId?: number,
): Promise<Collected> {
  const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const collected: Collected = { found: 0, kept: 0, failure: null };
  try {
    await withImap(readMailboxAccess(integration), async (client) => {
      for (const pair of await matchFolders(integration, client)) {
        await collectFolder({ integration, client, syncId, collected, ...pair });
      }
    });
  } catch (error) {
    if (!(error instanceof MailboxFailure)) throw error;
    collected.failure = error.code;
    await withCompany(companyId, (db) => recordFailure(db, integrationId, error.code));
    return collected;
  }
  await withCompany(companyId, (db) => recordSuccess(db, integrationId));
  return collected;
}

interface FolderPair {
  folder: MailFolder;
  server: ServerFolder;
}

/** Our row beside the server's folder, for the folders that are collected. */
async function matchFolders(integration: Integration, client: ImapClient): Promise<FolderPair[]> {
  const onServer = await listMailFolders(client);
  const rows = await withCompany(integration.companyId, async (db) => {
    const known = await listMailFoldersOf(db, integration.id);
    if (isSame(known, onServer)) return known;
    await keepMailFolders(
      db,
      integration.id,
      onServer.map(({ path, specialUse, messages }) => ({
        path,
        specialUse,
        onServer: messages,
        collected: !NOT_COLLECTED.has(specialUse ?? ""),
      })),
    );
    return listMailFoldersOf(db, integration.id);
  });
  const byPath = new Map(onServer.map((server) => [server.path, server]));
  return rows.flatMap((folder) => {
    const server = byPath.get(folder.path);
    return folder.collected && server ? [{ folder, server }] : [];
  });
}

function isSame(known: MailFolder[], onServer: ServerFolder[]): boolean {
  const rows = new Map(known.map((row) => [row.path, row]));
  return onServer.every((server) => rows.get(server.path)?.onServer === server.messages);
}

interface FolderCollection extends FolderPair {
  integration: Integration;
  client: ImapClient;
  syncId: number | undefined;
  collected: Collected;
}

async function collectFolder(collection: FolderCollection): Promise<void> {
  const { integration, client, folder, server } = collection;
  const known = folder.uidValidity === server.uidValidity;
  if (known && server.uidNext !== null && server.uidNext <= folder.lastUid + 1) return;
  // Another uidValidity: every mail is asked for again, and receiving recognises those it has.
  const start = {
    path: folder.path,
    uidValidity: known ? folder.uidValidity : null,
    lastUid: known ? folder.lastUid : 0,
    since: known ? null : integration.startsAt,
  };
  const fetched = await fetchNewEmails(client, start, (batch, missing) =>
    keepBatch(collection, batch, missing.length === 0),
  );
  if (fetched.outcome === "renumbered") return;
  const { uidValidity, cursor, missing } = fetched;
  // What the server lists but does not hand over is asked for once more; then the ledger goes on naming it.
  const highest = Math.max(cursor, (server.uidNext ?? 1) - 1);
  const uid = missing.length > 0 && !folder.missing ? cursor : highest;
  await withCompany(integration.companyId, async (db) => {
    await advanceCursor(db, folder, { uidValidity, uid });
    await recordMissing(db, folder.id, missing.length);
  });
}

async function keepBatch(
  collection: FolderCollection,
  batch: FetchedEmail[],
  complete: boolean,
): Promise<void> {
  const { integration, folder, server, syncId, collected } = collection;
  const rows = await Promise.all(
    batch.map(async (email) => ({
      ...(await packRawEmail(integration.companyId, email.raw)),
      integrationId: integration.id,
      mailFolderId: folder.id,
      uidValidity: server.uidValidity,
      uid: email.uid,
      providerId: email.providerId,
      receivedAt: email.receivedAt,
      size: email.tooLarge ?? email.raw.length,
      headersOnly: email.tooLarge !== null,
    })),
  );
  const kept = await withCompany(integration.companyId, async (db) => {
    const count = await keepInboundEmails(db, rows);
    const uid = batch.at(-1)?.uid ?? 0;
    if (complete && uid > 0) await advanceCursor(db, folder, { uidValidity: server.uidValidity, uid });
    if (syncId) await recordProgress(db, syncId, { found: batch.length, kept: count });
    return count;
  });
  collected.found += batch.length;
  collected.kept += kept;
}
