import { listMailboxes } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { countOutcomes, newestEmailId } from "@/db/queries/inbound-emails";
import { finishSync, startSync } from "@/db/queries/syncs";
import { refileUnfiled } from "@/lib/triage/refile-conversations";
import { triageMessages } from "@/lib/triage/triage-messages";
import { collectEmails } from "./collect-emails";
import { receiveEmails } from "./receive-emails";

export interface SyncResult {
  syncId: number;
  received: number;
  duplicates: number;
  newsletters: number;
  setApart: number;
  refiled: number;
  /** Why the mailbox could not be read to its end; null when it was. */
  failure: string | null;
}

/** Begins a sync that `runSync` carries out; the row shows how far it is. */
export function beginSync(companyId: number, integrationId: number): Promise<number> {
  return withCompany(companyId, async (db) =>
    startSync(db, integrationId, await newestEmailId(db, integrationId)),
  );
}

/**
 * Collects, receives and files everything new of a mailbox, at once, and files again what has no folder. Two at once
 * are harmless: each mail is kept once.
 */
export async function syncMailbox(companyId: number, integrationId: number): Promise<SyncResult> {
  const syncId = await beginSync(companyId, integrationId);
  return runSync(companyId, integrationId, syncId);
}

export async function runSync(companyId: number, integrationId: number, syncId: number): Promise<SyncResult> {
  const before = await withCompany(companyId, (db) => newestEmailId(db, integrationId));
  const collected = await collectEmails(companyId, integrationId, syncId);
  const { messageIds } = await receiveEmails(companyId, integrationId, Number.POSITIVE_INFINITY);
  await triageMessages(companyId, messageIds);
  const refiled = await refileUnfiled(companyId);
  const counts = await withCompany(companyId, async (db) => {
    await finishSync(db, syncId, collected.failure);
    return countOutcomes(db, integrationId, before);
  });
  return {
    syncId,
    received: counts.message + counts.bounce + counts.own,
    duplicates: counts.duplicate,
    newsletters: counts.newsletter,
    setApart: counts.unparsed,
    refiled,
    failure: collected.failure,
  };
}

/** Syncs every mailbox of every company, one after the other. */
export async function syncEveryCompany(
  report: (mailbox: { companyId: number; integrationId: number }, result: SyncResult) => void,
): Promise<void> {
  for (const mailbox of await listMailboxes()) {
    report(mailbox, await syncMailbox(mailbox.companyId, mailbox.integrationId));
  }
}
