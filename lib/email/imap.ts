import { isIP } from "node:net";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { takeOneAhead } from "@/lib/email/imap-batches";
import {
  asMailbox,
  MailboxFailure,
  type MailboxFailureCode,
  mailboxFailureOf,
  tokenFailureOf,
} from "@/lib/email/imap-failure";
import {
  type FetchBounds,
  type FetchCaution,
  type FetchedEmail,
  fetchBatches,
  inFolder,
  searchWanted,
  type Wanted,
} from "@/lib/email/imap-fetch";
import { resolveOutside } from "@/lib/network/guard";

export type { FetchCaution, FetchedEmail } from "@/lib/email/imap-fetch";
export { MailboxFailure, type MailboxFailureCode };

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
  /** Instead of the password, where a person consented. */
  accessToken?: string;
};

export type ImapClient = ImapFlow;

/** `silenceMs`: how long a server may say nothing before the connection counts as lost. `idleMs`: how long one IDLE lasts. */
export type ImapPatience = { connectMs: number; silenceMs: number; idleMs?: number };

const PATIENCE: ImapPatience = { connectMs: 15_000, silenceMs: 60_000 };
const MIB = 1024 * 1024;

/**
 * Opens a connection of its own, runs `run`, closes it whatever happens. What the server does wrong arrives as a
 * MailboxFailure; what `run` itself throws arrives untouched.
 */
export async function withImap<T>(
  access: MailboxAccess | Promise<MailboxAccess>,
  run: (client: ImapClient) => Promise<T>,
  patience: ImapPatience = PATIENCE,
): Promise<T> {
  const client = await openImap(await access, patience);
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
    const failure = mailboxFailureOf(error);
    throw access.accessToken ? tokenFailureOf(failure) : failure;
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
    auth: access.accessToken
      ? { user: access.username, accessToken: access.accessToken }
      : { user: access.username, pass: access.password },
    clientInfo: { name: "Inbox" },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
    maxIdleTime: patience.idleMs,
    maxLineLength: 32 * MIB,
    maxLiteralSize: 96 * MIB,
    maxResponseSize: 128 * MIB,
  };
}

export type ServerFolder = {
  path: string;
  delimiter: string;
  /** `\Inbox`, `\Sent`, `\Trash` …: said by the server, else guessed from the name. */
  specialUse: string | null;
  uidValidity: string;
  uidNext: number | null;
  messages: number;
};

/** Every folder that can be read; one whose state the server refuses to tell is left out until it does. */
export async function listMailFolders(client: ImapClient): Promise<ServerFolder[]> {
  const statusQuery = { messages: true, uidNext: true, uidValidity: true };
  const folders = await asMailbox(client.list({ statusQuery }));
  return folders.flatMap(({ path, delimiter, specialUse, status }) => {
    if (!status || !("uidValidity" in status) || status.uidValidity === undefined) return [];
    return {
      path,
      delimiter: delimiter ?? "",
      specialUse: specialUse ?? null,
      uidValidity: String(status.uidValidity),
      uidNext: status.uidNext ?? null,
      messages: status.messages ?? 0,
    };
  });
}

export type FetchStart = Partial<FetchBounds> &
  Wanted & {
    path: string;
    /** As the folder is expected to have it; null takes it as it comes. */
    uidValidity: string | null;
    caution?: FetchCaution;
  };

export type FetchOutcome =
  /** The folder was made anew: UIDs say nothing any more, nothing was fetched. */
  | { outcome: "renumbered"; uidValidity: string }
  /** `missing` are still on the server but did not come; `cursor` is the UID up to which nothing is to be fetched. */
  | { outcome: "fetched"; uidValidity: string; cursor: number; missing: number[] };

/**
 * Hands over every wanted mail, ascending, in batches bounded by count and bytes, each awaited before the next but one is
 * asked for. `onBatch` also learns the UID up to which nothing is missing so far, and may say that it is enough. Nothing is
 * marked as read, and being read elsewhere hides nothing.
 */
export async function fetchNewEmails(
  client: ImapClient,
  start: FetchStart,
  onBatch: (emails: FetchedEmail[], cursor: number) => Promise<"enough" | undefined>,
): Promise<FetchOutcome> {
  return inFolder(client, start.path, async ({ uidValidity, uidNext }) => {
    if (start.uidValidity !== null && start.uidValidity !== uidValidity)
      return { outcome: "renumbered" as const, uidValidity };

    const missing: number[] = [];
    let highest = start.lastUid;
    const cursor = () => missing.reduce((lowest, uid) => Math.min(lowest, uid - 1), highest);
    const isWhole = await takeOneAhead(fetchBatches(client, start), async (batch) => {
      missing.push(...batch.missing);
      highest = Math.max(highest, batch.emails.at(-1)?.uid ?? 0);
      return batch.emails.length > 0 ? onBatch(batch.emails, cursor()) : undefined;
    });
    // What was deleted before it could be fetched must not look new for ever.
    if (isWhole) highest = Math.max(highest, uidNext - 1);
    return { outcome: "fetched" as const, uidValidity, cursor: cursor(), missing };
  });
}

/** The folder's present uidValidity, and the UIDs of the wanted mails, ascending. */
export async function listWantedUids(
  client: ImapClient,
  path: string,
  wantedOf: (uidValidity: string) => Promise<Wanted>,
): Promise<{ uidValidity: string; uids: number[] }> {
  return inFolder(client, path, async ({ uidValidity }) => ({
    uidValidity,
    uids: await searchWanted(client, await wantedOf(uidValidity)),
  }));
}
