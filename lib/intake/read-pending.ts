import { withCompany } from "@/db/company";
import { listPendingEmails, type PendingEmail } from "@/db/queries/inbound-emails";
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

/** A mailbox as receiving sees it: whose it is, and which addresses are ours. */
export interface Mailbox {
  companyId: number;
  integrationId: number;
  address: string;
  ownAddresses: Set<string>;
}

/** A pending mail as a message that can be filed. */
export interface ReadEmail {
  id: number;
  raw: Buffer;
  message: IncomingMessage;
}

const BATCH = 200;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Reads the oldest mails after `afterId` that wait, `atMost` of them, their attachments stored. Empty after the last. */
export async function readPending(mailbox: Mailbox, afterId: number, atMost: number): Promise<ReadEmail[]> {
  const { companyId, integrationId } = mailbox;
  const limit = Math.min(BATCH, atMost);
  if (limit <= 0) return [];
  const pending = await withCompany(companyId, (db) =>
    listPendingEmails(db, { integrationId, afterId, limit, bytes: BATCH_BYTES }),
  );
  const raws = await Promise.all(pending.map(unpackRawEmail));
  const parsed = await parseEmails(raws.map((raw) => raw ?? Buffer.alloc(0)));
  return Promise.all(
    pending.map(async (row, index) => {
      const raw = raws[index] ?? Buffer.alloc(0);
      const email = parsed[index] as ParsedEmail | UnparsedEmail;
      const message = await messageOf(mailbox, { row, raw, email });
      if (!raws[index]) message.unparsedBecause = "source-lost";
      return { id: row.id, raw, message };
    }),
  );
}

interface ParsedRow {
  row: PendingEmail;
  raw: Buffer;
  email: ParsedEmail | UnparsedEmail;
}

async function messageOf(mailbox: Mailbox, { row, raw, email }: ParsedRow): Promise<IncomingMessage> {
  const setting: EmailSetting = {
    receivedAt: row.receivedAt,
    inSent: row.specialUse === "\\Sent",
    ownAddresses: mailbox.ownAddresses,
    mailboxAddress: mailbox.address,
  };
  if (email.unparsed) return unparsedToMessage(email, raw, setting);
  const attachments = await storeAttachments(mailbox.companyId, email.attachments);
  const message = emailToMessage(email, setting, attachments);
  if (row.headersOnly) message.unparsedBecause = "too-large";
  return message;
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
