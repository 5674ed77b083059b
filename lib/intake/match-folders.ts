import { withCompany } from "@/db/company";
import { keepMailFolders, listMailFoldersOf, markGoneFolders } from "@/db/queries/mail-folders";
import type { Integration, MailFolder } from "@/db/schema";
import { type ImapClient, listMailFolders, type ServerFolder } from "@/lib/email/imap";

export interface FolderPair {
  folder: MailFolder;
  server: ServerFolder;
}

/** Our row beside the server's folder, for the folders that are collected. */
export async function matchFolders(integration: Integration, client: ImapClient): Promise<FolderPair[]> {
  const onServer = await listMailFolders(client);
  const rows = await withCompany(integration.companyId, async (db) => {
    const known = await listMailFoldersOf(db, integration.id);
    if (isSame(known, onServer)) return known;
    const seen = onServer.map((server) => ({
      path: server.path,
      specialUse: server.specialUse,
      onServer: server.messages,
      collected: isCollected(server, onServer),
    }));
    await keepMailFolders(db, integration.id, seen);
    await markGoneFolders(
      db,
      integration.id,
      seen.map(({ path }) => path),
    );
    return listMailFoldersOf(db, integration.id);
  });
  const byPath = new Map(onServer.map((server) => [server.path, server]));
  return rows.flatMap((folder) => {
    const server = byPath.get(folder.path);
    return folder.collected && server ? [{ folder, server }] : [];
  });
}

const NOT_COLLECTED = new Set(["\\Trash", "\\Drafts", "\\Junk", "\\All", "\\Flagged", "\\Important"]);

/** Chosen by what a folder is for, not by its name; what lies inside of one that is left out is left out too. */
function isCollected(server: ServerFolder, all: ServerFolder[]): boolean {
  return !all.some(
    ({ path, delimiter, specialUse }) =>
      NOT_COLLECTED.has(specialUse ?? "") &&
      (server.path === path || (delimiter !== "" && server.path.startsWith(`${path}${delimiter}`))),
  );
}

function isSame(known: MailFolder[], onServer: ServerFolder[]): boolean {
  const rows = new Map(known.map((row) => [row.path, row]));
  const present = known.filter((row) => row.onServer !== null);
  return (
    present.length === onServer.length &&
    onServer.every(({ path, messages, specialUse }) => {
      const row = rows.get(path);
      return row?.onServer === messages && row.specialUse === specialUse;
    })
  );
}
