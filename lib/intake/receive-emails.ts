import { withCompany } from "@/db/company";
import { lockFiling } from "@/db/queries/filing-lock";
import {
  listPendingEmails,
  listStillPending,
  type PendingEmail,
  settleEmails,
} from "@/db/queries/inbound-emails";
import { getIntegration, listOwnAddresses } from "@/db/queries/integrations";
import { fileMessages } from "@/lib/conversations/file-messages";
import type { IncomingAttachment, IncomingMessage } from "@/lib/conversations/incoming-message";
import {
  type ParsedAttachment,
  type ParsedEmail,
  parseEmails,
  type UnparsedEmail,
} from "@/lib/email/parse-email";
import { files } from "@/lib/files/store";
import { type EmailSetting, emailToMessage, unparsedToMessage } from "./email-to-message";
import { unpackRawEmail } from "./raw-email";

export interface Received {
  messageIds: number[];
  settled: number;
  lastEmailId: number;
}

interface Mailbox {
  companyId: number;
  integrationId: number;
  address: string;
  ownAddresses: Set<string>;
}

const BATCH = 100;

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
  const mailbox = await withCompany(companyId, async (db): Promise<Mailbox> => {
    const [{ address }, own] = await Promise.all([getIntegration(db, integrationId), listOwnAddresses(db)]);
    return { companyId, integrationId, address: address.toLowerCase(), ownAddresses: new Set(own) };
  });
  const received: Received = { messageIds: [], settled: 0, lastEmailId: 0 };
  let batch = await readBatch(mailbox, 0);
  while (batch.length > 0) {
    received.lastEmailId = batch.at(-1)?.pending.id ?? 0;
    received.settled += batch.length;
    // The next batch is parsed, on the other core, while PostgreSQL files this one.
    const next = received.settled < atMost ? readBatch(mailbox, received.lastEmailId) : Promise.resolve([]);
    const [following] = await Promise.all([next, settleBatch(mailbox, batch, received)]);
    batch = following;
  }
  return received;
}

interface ReadEmail {
  pending: PendingEmail;
  message: IncomingMessage;
}

async function readBatch(mailbox: Mailbox, afterId: number): Promise<ReadEmail[]> {
  const { companyId, integrationId } = mailbox;
  const pending = await withCompany(companyId, (db) =>
    listPendingEmails(db, { integrationId, afterId, limit: BATCH }),
  );
  if (pending.length === 0) return [];
  const raws = await Promise.all(pending.map(unpackRawEmail));
  const parsed = await parseEmails(raws);
  return Promise.all(
    pending.map(async (row, index) => {
      const email = parsed[index] as ParsedEmail | UnparsedEmail;
      const setting: EmailSetting = {
        receivedAt: row.receivedAt,
        inSent: row.specialUse === "\\Sent",
        ownAddresses: mailbox.ownAddresses,
        mailboxAddress: mailbox.address,
      };
      const message = email.unparsed
        ? unparsedToMessage(email, raws[index] as Buffer, setting)
        : emailToMessage(email, setting, await storeAttachments(companyId, email.attachments));
      if (row.headersOnly) message.unparsedBecause = "too-large";
      return { pending: row, message };
    }),
  );
}

async function storeAttachments(
  companyId: number,
  attachments: ParsedAttachment[],
): Promise<IncomingAttachment[]> {
  return Promise.all(
    attachments.map(async ({ content, ...attachment }) => ({
      ...attachment,
      fileKey: await files().putFile(companyId, content),
    })),
  );
}

async function settleBatch(mailbox: Mailbox, batch: ReadEmail[], received: Received): Promise<void> {
  await withCompany(mailbox.companyId, async (db) => {
    await lockFiling(db);
    const still = await listStillPending(
      db,
      batch.map((email) => email.pending.id),
    );
    const due = batch.filter((email) => still.has(email.pending.id));
    const filed = await fileMessages(
      db,
      mailbox.integrationId,
      due.map((email) => email.message),
    );
    await settleEmails(
      db,
      due.map((email, index) => ({
        id: email.pending.id,
        outcome: filed[index]?.outcome ?? "unparsed",
        message_id: filed[index]?.messageId ?? null,
      })),
    );
    const awaiting = filed.filter((message) => message.outcome === "message");
    received.messageIds.push(...awaiting.map((message) => message.messageId));
  });
}
