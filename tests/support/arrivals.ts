import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { withCompany } from "@/db/company";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { createCompany } from "./factories/company";
import { createInboundEmail } from "./factories/inbound-email";
import { createIntegration } from "./factories/integration";
import { createMailFolder } from "./factories/mail-folder";
import { type Letter, letter } from "./letter";
import type { ConnectedMailbox } from "./mailbox";

/** A mail as it was collected: in which folder, and when the server got it. */
export interface Arrival extends Letter {
  inSent?: boolean;
  at?: Date;
  raw?: string | Buffer;
}

export type Intake = ConnectedMailbox & {
  /** Puts raw mails where collecting puts them, in this order; they wait to be received. */
  keep(arrivals: Arrival[]): Promise<number[]>;
  receive(): ReturnType<typeof receiveEmails>;
};

/** A company of its own with a mailbox that no server is behind. */
export async function openIntake(address = "support@atelier.test"): Promise<Intake> {
  const { companyId } = await createCompany();
  return openIntakeOf(companyId, address);
}

export async function openIntakeOf(companyId: number, address: string): Promise<Intake> {
  const { integrationId, folders } = await withCompany(companyId, async (db) => {
    const { id: integrationId } = await createIntegration(db, { address });
    const inbox = await createMailFolder(db, { integrationId });
    const sent = await createMailFolder(db, { integrationId, path: "Sent", specialUse: "\\Sent" });
    return { integrationId, folders: { inbox: inbox.id, sent: sent.id } };
  });
  return {
    companyId,
    integrationId,
    address,
    receive: () => receiveEmails(companyId, integrationId),
    keep: (arrivals) =>
      withCompany(companyId, async (db) => {
        const ids: number[] = [];
        for (const { inSent, at = new Date(), raw, ...written } of arrivals) {
          const bytes = Buffer.from(raw ?? letter({ to: address, ...written }));
          const mailFolderId = inSent ? folders.sent : folders.inbox;
          const kept = { raw: gzipSync(bytes), size: bytes.length, receivedAt: at };
          ids.push((await createInboundEmail(db, { integrationId, mailFolderId, ...kept })).id);
        }
        return ids;
      }),
  };
}

export interface StoredConversation {
  id: number;
  subject: string;
  customer: string;
  status: string;
  unread: boolean;
  bulk: boolean;
  messages: number;
  waitingSince: Date | null;
  firstMessageAt: Date;
  lastMessageAt: Date;
  firstReplyAt: Date | null;
}

/** The company's conversations that were not merged into another, the oldest first. */
export async function listConversations({ companyId }: { companyId: number }): Promise<StoredConversation[]> {
  const moment = (value: unknown) => (value ? new Date(String(value)) : null);
  const rows = await withCompany(companyId, (db) =>
    db.execute<Record<string, unknown>>(sql`
      select c.*, u.address from conversations c
      join customer_addresses u on u.company_id = c.company_id and u.customer_id = c.customer_id
      where c.company_id = ${companyId} and c.merged_into_id is null order by c.id`),
  );
  return rows.map((row) => ({
    id: Number(row.id),
    subject: String(row.subject),
    customer: String(row.address),
    status: String(row.status),
    unread: Boolean(row.unread),
    bulk: Boolean(row.bulk),
    messages: Number(row.message_count),
    waitingSince: moment(row.waiting_since),
    firstMessageAt: moment(row.first_message_at) as Date,
    lastMessageAt: moment(row.last_message_at) as Date,
    firstReplyAt: moment(row.first_reply_at),
  }));
}
