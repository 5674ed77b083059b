import { withCompany } from "@/db/company";
import { getIntegration, listOwnAddresses } from "@/db/queries/integrations";
import { type Mailbox, readPending } from "./read-pending";
import { settleBatch } from "./settle-batch";

export interface Received {
  messageIds: number[];
  settled: number;
  lastEmailId: number;
}

/**
 * Turns a mailbox's pending mails into messages, oldest first, until none is left or `atMost` are settled. Every mail
 * gets an outcome; asked twice, the second call finds nothing pending. `messageIds` are the new inbound messages that
 * await triage.
 */
export async function receiveEmails(
  companyId: number,
  integrationId: number,
  atMost = 1000,
): Promise<Received> {
  const mailbox = await readMailbox(companyId, integrationId);
  const received: Received = { messageIds: [], settled: 0, lastEmailId: 0 };
  let batch = await readPending(mailbox, 0, atMost);
  while (batch.length > 0) {
    received.lastEmailId = batch.at(-1)?.id ?? 0;
    received.settled += batch.length;
    // The next batch is parsed, on the other core, while PostgreSQL files this one.
    const next = readPending(mailbox, received.lastEmailId, atMost - received.settled);
    const [following, awaiting] = await Promise.all([next, settleBatch(mailbox, batch)]);
    received.messageIds.push(...awaiting);
    batch = following;
  }
  return received;
}

async function readMailbox(companyId: number, integrationId: number): Promise<Mailbox> {
  return withCompany(companyId, async (db) => {
    const [{ address }, own] = await Promise.all([getIntegration(db, integrationId), listOwnAddresses(db)]);
    return { companyId, integrationId, address: address.toLowerCase(), ownAddresses: new Set(own) };
  });
}
