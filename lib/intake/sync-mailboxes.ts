import { setTimeout as sleep } from "node:timers/promises";
import { listMailboxes } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { countOutcomes, lastSettledId } from "@/db/queries/inbound-emails";
import { finishSync, startSync } from "@/db/queries/syncs";
import { type SyncCounts, syncCounts } from "@/lib/integrations/sync-counts";
import { refileUnfiled } from "@/lib/triage/refile-conversations";
import { triageMessages } from "@/lib/triage/triage-messages";
import { collectEmails } from "./collect-emails";
import { receiveEmails } from "./receive-emails";

export interface SyncResult extends SyncCounts {
  syncId: number;
  refiled: number;
  /** The newest of the messages that came, for whoever decides what becomes of them. */
  messageIds: number[];
  /** Why the mailbox could not be read to its end; null when it was. */
  failure: string | null;
}

/**
 * Collects, receives and files everything new of a mailbox, at once, and files again what has no folder. Its row in syncs
 * shows how far it is. Two at once are harmless: each mail is kept once.
 */
export async function syncMailbox(companyId: number, integrationId: number): Promise<SyncResult> {
  const { syncId, before } = await withCompany(companyId, async (db) => {
    const before = await lastSettledId(db, integrationId);
    return { before, syncId: await startSync(db, integrationId, before) };
  });
  const sync = { companyId, integrationId, syncId };
  try {
    const { failure, messageIds } = await collectAndReceive(sync);
    const refiled = await refileUnfiled(companyId);
    return { ...(await endSync(sync, before, failure)), refiled, messageIds };
  } catch (error) {
    await endSync(sync, before, "unknown");
    throw error;
  }
}

const PAUSE_MS = 250;

/** Receives what is kept while more is fetched: a server on the way and two cores here would else wait for one another. */
async function collectAndReceive({ companyId, integrationId, syncId }: RunningSync) {
  const messageIds: number[] = [];
  const collecting = collectEmails(companyId, integrationId, { syncId });
  let isOver = false;
  const over = collecting
    .finally(() => {
      isOver = true;
    })
    .catch(() => undefined);
  while (!isOver) {
    await Promise.race([over, sleep(PAUSE_MS)]);
    messageIds.push(...(await receiveAll(companyId, integrationId)));
  }
  messageIds.push(...(await receiveAll(companyId, integrationId)));
  const { failure } = await collecting;
  return { failure, messageIds: messageIds.slice(-ANNOUNCED_AT_MOST) };
}

const AT_ONCE = 1000;

const ANNOUNCED_AT_MOST = 500;

async function receiveAll(companyId: number, integrationId: number): Promise<number[]> {
  const messageIds: number[] = [];
  for (let settled = AT_ONCE; settled >= AT_ONCE; ) {
    const received = await receiveEmails(companyId, integrationId, AT_ONCE);
    await triageMessages(companyId, received.messageIds);
    messageIds.push(...received.messageIds);
    settled = received.settled;
  }
  return messageIds;
}

interface RunningSync {
  companyId: number;
  integrationId: number;
  syncId: number;
}

async function endSync(
  { companyId, integrationId, syncId }: RunningSync,
  before: number,
  failure: string | null,
): Promise<Omit<SyncResult, "refiled" | "messageIds">> {
  const counts = await withCompany(companyId, async (db) => {
    await finishSync(db, syncId, failure);
    return countOutcomes(db, integrationId, before);
  });
  return { syncId, ...syncCounts(counts), failure };
}

/** Syncs every mailbox of every company, one after the other. What breaks one is thrown when all others had their turn. */
export async function syncEveryCompany(
  report: (mailbox: { companyId: number; integrationId: number }, result: SyncResult) => void,
): Promise<void> {
  const errors: unknown[] = [];
  for (const mailbox of await listMailboxes()) {
    try {
      report(mailbox, await syncMailbox(mailbox.companyId, mailbox.integrationId));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, "Some mailboxes could not be synced");
}
