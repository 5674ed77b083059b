import { isIP } from "node:net";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { takeOneAhead } from "@/lib/email/imap-batches";
import { asMailbox, MailboxFailure, mailboxFailureOf } from "@/lib/email/imap-failure";
import {
  type FetchBounds,
  type FetchedBatch,
  fetchBatches,
  inFolder,
  searchUids,
} from "@/lib/email/imap-fetch";
import { resolveOutside } from "@/lib/network/guard";

export type { FetchedEmail } from "@/lib/email/imap-fetch";
export { appendToSent, findInSent } from "@/lib/email/imap-sent";
export { MailboxFailure };

export type MailTls = "tls" | "starttls" | "none";

/** How a mailbox is reached. `none` is taken for hosts that the installation allows privately, and for no other. */
export type MailboxAccess = {
  imapHost: string;
  imapPort: number;
  imapTls: MailTls;
  smtpHost: string;
  smtpPort: number;
  smtpTls: MailTls;
  username: string;
  password: string;
};

export type ImapClient = ImapFlow;

/** `silenceMs`: how long a server may say nothing before the connection counts as lost. */
export type ImapPatience = { connectMs: number; silenceMs: number };

const PATIENCE: ImapPatience = { connectMs: 15_000, silenceMs: 60_000 };
const MIB = 1024 * 1024;

/**
 * Opens a connection of its own, runs `run`, closes it whatever happens. What the server does wrong arrives as a
 * MailboxFailure; what `run` itself throws arrives untouched.
 */
export async function withImap<T>(
  access: MailboxAccess,
  run: (client: ImapClient) => Promise<T>,
  patience: ImapPatience = PATIENCE,
): Promise<T> {
  const client = await openImap(access, patience);
  try {
    const result = await run(client);
    await client.logout().catch(() => {});
    return result;
  } finally {
    client.close();
  }
}

async function openImap(access: MailboxAccess, patience: ImapPatience): Promise<ImapClient> {
  const client = new ImapFlow(await imapOptions(access, patience));
  // Commands reject by themselves; an event nobody listens to would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw mailboxFailureOf(error);
  }
}

async function imapOptions(access: MailboxAccess, patience: ImapPatience): Promise<ImapFlowOptions> {
  const { address, servername, isPrivate } = await asMailbox(
    resolveOutside(access.imapHost, access.imapPort),
  );
  if (access.imapTls === "none" && !isPrivate) throw new MailboxFailure("tls", { detail: "plain text" });
  return {
    host: address,
    port: access.imapPort,
    servername: isIP(servername) ? undefined : servername,
    secure: access.imapTls === "tls",
    doSTARTTLS: access.imapTls === "tls" ? undefined : access.imapTls === "starttls",
    auth: { user: access.username, pass: access.password },
    clientInfo: { name: "Inbox" },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
    maxLineLength: 32 * MIB,
    maxLiteralSize: 96 * MIB,
    maxResponseSize: 128 * MIB,
  };
}

export type ServerFolder = {
  path: string;
  /** `\Inbox`, `\Sent`, `\Trash` …: said by the server, else guessed from the name. */
  specialUse: string | null;
  uidValidity: string;
  uidNext: number | null;
  messages: number;
  highestModseq: string | null;
};

/** Every folder that can be read; one whose state the server refuses to tell is left out until it does. */
export async function listMailFolders(client: ImapClient): Promise<ServerFolder[]> {
  const statusQuery = { messages: true, uidNext: true, uidValidity: true, highestModseq: true };
  const folders = await asMailbox(client.list({ statusQuery }));
  return folders.flatMap(({ path, specialUse, status }) => {
    if (!status || !("uidValidity" in status) || status.uidValidity === undefined) return [];
    return {
      path,
      specialUse: specialUse ?? null,
      uidValidity: String(status.uidValidity),
      uidNext: status.uidNext ?? null,
      messages: status.messages ?? 0,
      highestModseq: status.highestModseq ? String(status.highestModseq) : null,
    };
  });
}

export type FetchStart = Partial<FetchBounds> & {
  path: string;
  /** As stored with `lastUid`; null at the first connection. */
  uidValidity: string | null;
  lastUid: number;
  /** Leaves out what arrived at the server before; by its INTERNALDATE, since SEARCH SINCE differs between servers. */
  since: Date | null;
};

export type FetchOutcome =
  /** The folder was made anew: UIDs say nothing any more, nothing was fetched. */
  | { outcome: "renumbered"; uidValidity: string }
  /** `missing` are still on the server but did not come; `cursor` is the UID up to which nothing is missing. */
  | { outcome: "fetched"; uidValidity: string; cursor: number; fetched: number; missing: number[] };

/**
 * Hands over every mail above `lastUid`, ascending, in batches bounded by count and bytes, each awaited before the next but one
 * is asked for. `onBatch` also learns the UIDs of the batch that the server holds back: do not move a cursor past them.
 * Nothing is marked as read, and being read elsewhere hides nothing.
 */
export async function fetchNewEmails(
  client: ImapClient,
  start: FetchStart,
  onBatch: (emails: FetchedBatch["emails"], missing: number[]) => Promise<void>,
): Promise<FetchOutcome> {
  return inFolder(client, start.path, async ({ uidValidity, uidNext }) => {
    if (start.uidValidity !== null && start.uidValidity !== uidValidity)
      return { outcome: "renumbered" as const, uidValidity };

    const missing: number[] = [];
    let fetched = 0;
    let highest = Math.max(start.lastUid, uidNext - 1);
    await takeOneAhead(fetchBatches(client, start), async (batch) => {
      await onBatch(batch.emails, batch.missing);
      missing.push(...batch.missing);
      fetched += batch.emails.length;
      highest = Math.max(highest, batch.emails.at(-1)?.uid ?? 0);
    });
    const cursor = missing[0] === undefined ? highest : missing[0] - 1;
    return { outcome: "fetched" as const, uidValidity, cursor, fetched, missing };
  });
}

/** Every UID the folder holds from `fromUid` on, ascending. */
export async function listUids(client: ImapClient, path: string, fromUid = 1): Promise<number[]> {
  return inFolder(client, path, () => searchUids(client, fromUid));
}
