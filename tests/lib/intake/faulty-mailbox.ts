import { afterEach } from "vitest";
import { withCompany } from "@/db/company";
import { collectEmails } from "@/lib/intake/collect-emails";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { readLedger } from "@/lib/integrations/ledger";
import { type FaultyMailbox, startFaultyImapServer } from "@/tests/support/faulty-imap-server";
import { letter } from "@/tests/support/letter";
import { type ConnectedMailbox, connectTo, listAllMessages } from "@/tests/support/mailbox";

const servers: FaultyMailbox[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A mailbox with so many mails, on a server that can be told to fail; closed after the test. */
export async function startWith(mails: number, folders: Record<string, string> = {}) {
  const server = await startFaultyImapServer(folders);
  servers.push(server);
  for (let n = 1; n <= mails; n += 1) server.deliver("INBOX", numbered(n));
  return { server, mailbox: await connectTo(server) };
}

export const numbered = (n: number) => letter({ id: `${n}@customer.test`, subject: `Mail ${n}` });
export const collect = ({ companyId, integrationId }: ConnectedMailbox) =>
  collectEmails(companyId, integrationId);
export const ledgerOf = ({ companyId, integrationId }: ConnectedMailbox) =>
  withCompany(companyId, (db) => readLedger(db, integrationId));
export const subjectsOf = async (mailbox: ConnectedMailbox) => {
  await receiveEmails(mailbox.companyId, mailbox.integrationId);
  return (await listAllMessages(mailbox)).map(({ subject }) => subject).toSorted();
};
