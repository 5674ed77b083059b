import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import { chunked, cutBatches, uidRanges } from "@/lib/email/imap-batches";
import { asMailbox, MailboxFailure } from "@/lib/email/imap-failure";

export type FetchedEmail = {
  uid: number;
  /** The whole mail as the server gave it; its headers only when `tooLarge`. */
  raw: Buffer;
  /** INTERNALDATE: when the server got it, whatever its Date header claims. */
  receivedAt: Date;
  flags: string[];
  /** Gmail's and OBJECTID's ids that survive a move between folders. */
  providerId: string | null;
  threadId: string | null;
  /** The size in bytes the server tells for a mail that was too large to fetch. */
  tooLarge: number | null;
};

export type FetchBounds = { batchSize: number; batchBytes: number; maxEmailBytes: number };
export type FetchedBatch = { emails: FetchedEmail[]; missing: number[] };

type FetchPlan = Partial<FetchBounds> & { lastUid: number; since: Date | null };
type Announced = { uid: number; size: number; receivedAt: Date | null };

const MIB = 1024 * 1024;
const BOUNDS: FetchBounds = { batchSize: 200, batchBytes: 8 * MIB, maxEmailBytes: 35 * MIB };
const WINDOW = 500;

/** Lists first and fetches afterwards: a command inside a running fetch would wait for itself. */
export async function* fetchBatches(client: ImapFlow, plan: FetchPlan): AsyncGenerator<FetchedBatch> {
  const bounds = { ...BOUNDS, ...withoutUndefined(plan) };
  const uids = await searchUids(client, plan.lastUid + 1);
  for (const window of chunked(uids, WINDOW)) {
    const wanted = (await announce(client, window)).filter(({ receivedAt }) =>
      isInTime(receivedAt, plan.since),
    );
    for (const batch of cutBatches(wanted, { count: bounds.batchSize, bytes: bounds.batchBytes }))
      yield await fetchBatch(client, batch, bounds.maxEmailBytes);
  }
}

/** Every UID from `fromUid` on, ascending. A server that cannot answer is a failure, never an empty folder. */
export async function searchUids(client: ImapFlow, fromUid: number): Promise<number[]> {
  if (client.mailbox && client.mailbox.exists === 0) return [];
  const found = await asMailbox(client.search({ uid: `${fromUid}:*` }, { uid: true }));
  if (!Array.isArray(found)) throw new MailboxFailure("lost");
  // "n:*" always matches the newest email, also below n.
  return found.filter((uid) => uid >= fromUid).sort((a, b) => a - b);
}

async function announce(client: ImapFlow, uids: number[]): Promise<Announced[]> {
  const answers = await fetchByUid(client, uids, { size: true, internalDate: true });
  return uids.map((uid) => {
    const answer = answers.get(uid);
    return {
      uid,
      size: answer?.size ?? 0,
      receivedAt: answer?.internalDate ? new Date(answer.internalDate) : null,
    };
  });
}

function isInTime(receivedAt: Date | null, since: Date | null): boolean {
  return since === null || receivedAt === null || receivedAt >= since;
}

async function fetchBatch(
  client: ImapFlow,
  batch: Announced[],
  maxEmailBytes: number,
): Promise<FetchedBatch> {
  const whole = batch.filter(({ size }) => size <= maxEmailBytes).map(({ uid }) => uid);
  const large = batch.filter(({ size }) => size > maxEmailBytes);
  const answers = await fetchByUid(client, whole, { source: true });
  // A server may answer OK with fewer mails than asked: ask once more before believing it.
  const again = whole.filter((uid) => !answers.get(uid)?.source);
  for (const [uid, answer] of await fetchByUid(client, again, { source: true })) answers.set(uid, answer);
  for (const [uid, answer] of await fetchByUid(
    client,
    large.map(({ uid }) => uid),
    { headers: true },
  ))
    answers.set(uid, answer);

  const sizes = new Map(large.map(({ uid, size }) => [uid, size]));
  const emails = batch.flatMap(({ uid }) => fetchedEmail(answers.get(uid), sizes.get(uid) ?? null));
  return { emails, missing: await stillThere(client, batch, emails) };
}

/** Of the mails that did not come, those the server still lists; the others were moved or deleted in between. */
async function stillThere(client: ImapFlow, batch: Announced[], emails: FetchedEmail[]): Promise<number[]> {
  const arrived = new Set(emails.map(({ uid }) => uid));
  const absent = batch.map(({ uid }) => uid).filter((uid) => !arrived.has(uid));
  if (absent.length === 0) return [];
  const listed = new Set(await searchUids(client, absent[0] ?? 1));
  return absent.filter((uid) => listed.has(uid));
}

async function fetchByUid(
  client: ImapFlow,
  uids: number[],
  part: FetchQueryObject,
): Promise<Map<number, FetchMessageObject>> {
  if (uids.length === 0) return new Map();
  const query = { uid: true, flags: true, internalDate: true, threadId: true, ...part };
  const answers = await asMailbox(client.fetchAll(uidRanges(uids), query, { uid: true }));
  return new Map(answers.map((answer) => [answer.uid, answer]));
}

function fetchedEmail(answer: FetchMessageObject | undefined, tooLarge: number | null): FetchedEmail[] {
  const raw = tooLarge === null ? answer?.source : answer?.headers;
  if (!answer || !raw) return [];
  return [
    {
      uid: answer.uid,
      raw,
      receivedAt: new Date(answer.internalDate ?? Date.now()),
      flags: [...(answer.flags ?? [])],
      providerId: answer.emailId ?? null,
      threadId: answer.threadId ?? null,
      tooLarge,
    },
  ];
}

function withoutUndefined(plan: FetchPlan): Partial<FetchBounds> {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined));
}

/** Runs with the folder selected for reading only. */
export async function inFolder<T>(
  client: ImapFlow,
  path: string,
  run: (folder: { uidValidity: string; uidNext: number }) => Promise<T>,
): Promise<T> {
  const lock = await asMailbox(client.getMailboxLock(path, { readOnly: true }));
  try {
    if (!client.mailbox) throw new MailboxFailure("lost");
    const { uidValidity, uidNext } = client.mailbox;
    return await run({ uidValidity: String(uidValidity), uidNext });
  } finally {
    lock.release();
  }
}
