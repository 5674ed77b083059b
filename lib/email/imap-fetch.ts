import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import { chunked, cutBatches, uidRanges } from "@/lib/email/imap-batches";
import { asMailbox, MailboxFailure } from "@/lib/email/imap-failure";

export type FetchedEmail = {
  uid: number;
  /** The whole mail as the server gave it; its headers only when `tooLarge`. */
  raw: Buffer;
  /** INTERNALDATE: when the server got it, whatever its Date header claims. */
  receivedAt: Date;
  /** Gmail's and OBJECTID's ids that survive a move between folders. */
  providerId: string | null;
  threadId: string | null;
  /** The size in bytes the server tells for a mail that was too large to fetch. */
  tooLarge: number | null;
};

export type FetchBounds = { batchSize: number; batchBytes: number; maxEmailBytes: number };

/** `missing` are still on the server but were not handed over. */
export type FetchedBatch = { emails: FetchedEmail[]; missing: number[] };

/** Which mails of a folder are wanted. */
export type Wanted = {
  lastUid: number;
  /** Held already, above `lastUid`: not asked for again. */
  stored?: ReadonlySet<number>;
  /**
   * Leaves out what arrived at the server before this moment, if its UID is below `firstUid` (null: whatever its UID). By
   * INTERNALDATE, since SEARCH SINCE differs between servers; the UID because a server's clock may be wrong.
   */
  since?: Date | null;
  firstUid?: number | null;
};

/** What earlier tries at the same folder taught: mails that break the connection, and up to where one goes alone. */
export type FetchCaution = { avoid: Set<number>; aloneUpTo: number; asking: number[] };

export type FetchPlan = Partial<FetchBounds> & Wanted & { caution?: FetchCaution };
type Announced = { uid: number; size: number; receivedAt: Date | null };

const MIB = 1024 * 1024;
const BOUNDS: FetchBounds = { batchSize: 200, batchBytes: 4 * MIB, maxEmailBytes: 35 * MIB };
const WINDOW = 500;

/** Lists first and fetches afterwards: a command inside a running fetch would wait for itself. */
export async function* fetchBatches(client: ImapFlow, plan: FetchPlan): AsyncGenerator<FetchedBatch> {
  const bounds = { ...BOUNDS, ...withoutUndefined(plan) };
  const caution = plan.caution ?? { avoid: new Set(), aloneUpTo: 0, asking: [] };
  const uids = (await searchUids(client, plan.lastUid + 1)).filter((uid) => !plan.stored?.has(uid));
  const avoided = uids.filter((uid) => caution.avoid.has(uid));
  if (avoided.length > 0) yield { emails: [], missing: avoided };
  for (const window of cautiousWindows(uids, caution)) {
    caution.asking = window;
    const wanted = await announceWanted(client, window, plan);
    for (const batch of cutBatches(wanted, { count: bounds.batchSize, bytes: bounds.batchBytes })) {
      caution.asking = batch.map(({ uid }) => uid);
      yield await fetchBatch(client, batch, bounds.maxEmailBytes);
    }
  }
}

function cautiousWindows(uids: number[], { avoid, aloneUpTo }: FetchCaution): number[][] {
  const asked = uids.filter((uid) => !avoid.has(uid));
  const alone = asked.filter((uid) => uid <= aloneUpTo).map((uid) => [uid]);
  const rest = asked.filter((uid) => uid > aloneUpTo);
  return [...alone, ...chunked(rest, WINDOW)];
}

/** Every UID from `fromUid` on, ascending. A server that cannot answer is a failure, never an empty folder. */
async function searchUids(client: ImapFlow, fromUid: number): Promise<number[]> {
  if (client.mailbox && client.mailbox.exists === 0) return [];
  const found = await asMailbox(client.search({ uid: `${fromUid}:*` }, { uid: true }));
  if (!Array.isArray(found)) throw new MailboxFailure("lost");
  // "n:*" always matches the newest email, also below n.
  return found.filter((uid) => uid >= fromUid).sort((a, b) => a - b);
}

/** The wanted mails of the folder that is open, by UID, ascending; only those that need it are asked for their date. */
export async function searchWanted(client: ImapFlow, wanted: Wanted): Promise<number[]> {
  const uids = (await searchUids(client, wanted.lastUid + 1)).filter((uid) => !wanted.stored?.has(uid));
  const found: number[] = [];
  for (const window of chunked(uids, WINDOW)) {
    if (window.every((uid) => isSurelyWanted(uid, wanted))) found.push(...window);
    else found.push(...(await announceWanted(client, window, wanted)).map(({ uid }) => uid));
  }
  return found;
}

const isSurelyWanted = (uid: number, { since = null, firstUid = null }: Wanted) =>
  since === null || (firstUid !== null && uid >= firstUid);

async function announceWanted(client: ImapFlow, uids: number[], wanted: Wanted): Promise<Announced[]> {
  const announced = await announce(client, uids);
  const { since = null } = wanted;
  return announced.filter(
    ({ uid, receivedAt }) =>
      isSurelyWanted(uid, wanted) || since === null || receivedAt === null || receivedAt >= since,
  );
}

async function announce(client: ImapFlow, uids: number[]): Promise<Announced[]> {
  const answers = await fetchByUid(client, uids, { size: true, internalDate: true });
  return uids.map((uid) => {
    const answer = answers.get(uid);
    return {
      uid,
      size: answer?.size ?? 0,
      receivedAt: readMoment(answer?.internalDate),
    };
  });
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
  const largeUids = large.map(({ uid }) => uid);
  for (const [uid, answer] of await fetchByUid(client, largeUids, { headers: true }))
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
  const query = { uid: true, internalDate: true, threadId: true, ...part };
  try {
    const answers = await asMailbox(client.fetchAll(uidRanges(uids), query, { uid: true }));
    return new Map(answers.map((answer) => [answer.uid, answer]));
  } catch (error) {
    if (!(error instanceof MailboxFailure) || error.code !== "folder") throw error;
    // One damaged mail makes a server refuse the whole list: find it by halving, and take the others.
    if (uids.length === 1) return new Map();
    const half = Math.ceil(uids.length / 2);
    const lower = await fetchByUid(client, uids.slice(0, half), part);
    const upper = await fetchByUid(client, uids.slice(half), part);
    return new Map([...lower, ...upper]);
  }
}

function fetchedEmail(answer: FetchMessageObject | undefined, tooLarge: number | null): FetchedEmail[] {
  const raw = tooLarge === null ? answer?.source : answer?.headers;
  if (!answer || !raw) return [];
  return [
    {
      uid: answer.uid,
      raw,
      receivedAt: readMoment(answer.internalDate) ?? new Date(),
      providerId: answer.emailId ?? null,
      threadId: answer.threadId ?? null,
      tooLarge,
    },
  ];
}

const DAY_MS = 86_400_000;

/** Null for no moment, one that is none, or one in a future that would keep the mail on top for years. */
function readMoment(value: Date | string | undefined): Date | null {
  const moment = new Date(value ?? Number.NaN);
  const time = moment.getTime();
  return Number.isNaN(time) || time < 0 || time > Date.now() + DAY_MS ? null : moment;
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
