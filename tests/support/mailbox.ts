import { sql } from "drizzle-orm";
import { withCompany } from "@/db/company";
import { createCompany } from "./factories/company";
import { createIntegration } from "./factories/integration";

interface Server {
  host: string;
  port: number;
  username?: string;
  password?: string;
}

export interface ConnectedMailbox {
  companyId: number;
  integrationId: number;
  address: string;
}

/** A company of its own whose mailbox lies on this server, connected `sinceDays` before now. */
export async function connectTo(server: Server, { sinceDays = 30 } = {}): Promise<ConnectedMailbox> {
  const { companyId } = await createCompany();
  return connectTwin({ companyId }, server, { sinceDays });
}

/** One more mailbox of the same company. */
export async function connectTwin(
  { companyId }: { companyId: number },
  server: Server,
  { sinceDays = 30, address = server.username ?? "support@atelier.test" } = {},
): Promise<ConnectedMailbox> {
  const { host, port, username = "support@atelier.test", password = "secret" } = server;
  const { id: integrationId } = await withCompany(companyId, (db) =>
    createIntegration(db, {
      address,
      startsAt: new Date(Date.now() - sinceDays * 86_400_000),
      access: { imapHost: host, imapPort: port, imapTls: "none", username, password },
    }),
  );
  return { companyId, integrationId, address };
}

export interface StoredMessage {
  id: number;
  kind: string;
  origin: string;
  subject: string;
  body: string;
  sender: string;
  emailId: string;
  conversationId: number;
  unparsedBecause: string | null;
}

/** Every message of the company, the oldest first. */
export async function listAllMessages({ companyId }: { companyId: number }): Promise<StoredMessage[]> {
  return withCompany(companyId, async (db) => {
    const rows = await db.execute<Record<string, unknown>>(sql`
      select id, kind, origin, subject, body, sender_address, email_id, conversation_id, unparsed_because
      from messages where company_id = ${companyId} order by sent_at, id`);
    return rows.map((row) => ({
      id: Number(row.id),
      kind: String(row.kind),
      origin: String(row.origin),
      subject: String(row.subject),
      body: String(row.body),
      sender: String(row.sender_address),
      emailId: String(row.email_id),
      conversationId: Number(row.conversation_id),
      unparsedBecause: row.unparsed_because as string | null,
    }));
  });
}
