import type { ImapClient } from "@/lib/email/imap";
import { asMailbox } from "@/lib/email/imap-failure";
import { inFolder } from "@/lib/email/imap-fetch";

/**
 * Whether this mailbox's Sent folder (or All Mail) holds the mail with this Message-ID, compared exactly: a server's own search
 * takes parts of words. `unknowable` when there is no such folder or the server did not really answer.
 */
export async function findInSent(
  client: ImapClient,
  emailId: string,
): Promise<"found" | "absent" | "unknowable"> {
  const paths = await listSentFolders(client);
  let answered = paths.length > 0;
  for (const path of paths) {
    const held = await inFolder(client, path, () => holdsEmail(client, emailId));
    if (held) return "found";
    answered &&= held === false;
  }
  return answered ? "absent" : "unknowable";
}

async function listSentFolders(client: ImapClient): Promise<string[]> {
  const folders = await asMailbox(client.list());
  return ["\\Sent", "\\All"].flatMap((use) =>
    folders.filter(({ specialUse }) => specialUse === use).map(({ path }) => path),
  );
}

/** Undefined when the server gave no answer that proves anything. */
async function holdsEmail(client: ImapClient, emailId: string): Promise<boolean | undefined> {
  const uids = await asMailbox(client.search({ header: { "message-id": `<${emailId}>` } }, { uid: true }));
  if (!Array.isArray(uids)) return undefined;
  if (uids.length === 0) return false;
  const answers = await asMailbox(
    client.fetchAll(uids.join(","), { uid: true, headers: ["message-id"] }, { uid: true }),
  );
  return answers.some(({ headers }) => messageIdOf(headers) === emailId);
}

function messageIdOf(headers: Buffer | undefined): string | undefined {
  return headers?.toString("latin1").match(/^message-id:\s*<(\S+)>\s*$/im)?.[1];
}

export type SentCopy = { path: string; uid: number | null; uidValidity: string | null };

/**
 * Puts a copy into the Sent folder; undefined where there is none. The UID is null when the server does not tell it. For
 * providers that save nothing themselves: elsewhere it would show the mail twice.
 */
export async function appendToSent(
  client: ImapClient,
  raw: Buffer,
  flags = ["\\Seen"],
): Promise<SentCopy | undefined> {
  const folders = await asMailbox(client.list());
  const path = folders.find(({ specialUse }) => specialUse === "\\Sent")?.path;
  if (path === undefined) return undefined;
  const copy = await asMailbox(client.append(path, raw, flags));
  if (!copy) return undefined;
  return {
    path,
    uid: copy.uid ?? null,
    uidValidity: copy.uidValidity === undefined ? null : String(copy.uidValidity),
  };
}
