import { and, eq } from "drizzle-orm";
import { type Db, withCompany } from "@/db/company";
import { listMailFoldersOf } from "@/db/queries/mail-folders";
import { inboundEmails, integrations, mailFolders } from "@/db/schema";
import { unpackRawEmail } from "@/lib/intake/raw-email";
import { connectMailbox } from "@/lib/integrations/connect-mailbox";
import { sealMailboxPassword } from "@/lib/integrations/mailbox-access";
import type { DemoMailbox, DemoWorld, KnownMail } from "@/tests/support/demo-world";

const NAMES: Record<string, string> = {
  "contact@atelierlumen.fr": "Atelier Lumen",
  "sav@atelierlumen.fr": "Atelier Lumen, SAV",
};
const SINCE_DAYS = 120;

/** Connects the world's mailboxes, and tells those that are connected where their servers are now. Ids by address. */
export function connectMailboxes(companyId: number, world: DemoWorld): Promise<Map<string, number>> {
  return withCompany(companyId, async (db) => {
    const ids = new Map<string, number>();
    for (const mailbox of world.mailboxes) ids.set(mailbox.address, await connect(db, mailbox));
    return ids;
  });
}

async function connect(db: Db, { address, imap, smtp }: DemoMailbox): Promise<number> {
  const settings = {
    username: imap.username,
    imapHost: imap.host,
    imapPort: imap.port,
    imapTls: "none" as const,
    smtpHost: smtp.host,
    smtpPort: smtp.port,
    smtpTls: "none" as const,
  };
  const ours = and(eq(integrations.companyId, db.companyId), eq(integrations.address, address));
  const [known] = await db.select({ id: integrations.id }).from(integrations).where(ours);
  const made = { ...settings, address, password: imap.password, savesSent: false, sinceDays: SINCE_DAYS };
  const id = known?.id ?? (await connectMailbox(db, made));
  const sealedCredentials = sealMailboxPassword(db.companyId, id, imap.password);
  await db
    .update(integrations)
    .set({ settings, sealedCredentials, name: NAMES[address] ?? address })
    .where(ours);
  return id;
}

/** Gives the servers, which keep mail in memory only, what was collected from them before, under the same numbers. */
export async function restoreMailboxes(companyId: number, world: DemoWorld): Promise<void> {
  const ids = await connectMailboxes(companyId, world);
  for (const mailbox of world.mailboxes) {
    const integrationId = ids.get(mailbox.address) ?? 0;
    const { mails, folders } = await withCompany(companyId, async (db) => ({
      mails: await listKept(db, integrationId),
      folders: await listMailFoldersOf(db, integrationId),
    }));
    const numbered = folders.flatMap(({ path, uidValidity, lastUid }) =>
      uidValidity ? [{ path, uidValidity, nextUid: lastUid + 1 }] : [],
    );
    await world.restore(mailbox, mails, numbered);
  }
}

async function listKept(db: Db, integrationId: number): Promise<KnownMail[]> {
  const rows = await db
    .select({
      path: mailFolders.path,
      uid: inboundEmails.uid,
      uidValidity: inboundEmails.uidValidity,
      receivedAt: inboundEmails.receivedAt,
      raw: inboundEmails.raw,
      rawKey: inboundEmails.rawKey,
    })
    .from(inboundEmails)
    .innerJoin(
      mailFolders,
      and(eq(mailFolders.companyId, db.companyId), eq(mailFolders.id, inboundEmails.mailFolderId)),
    )
    .where(and(eq(inboundEmails.companyId, db.companyId), eq(inboundEmails.integrationId, integrationId)));
  const mails = await Promise.all(rows.map(async (row) => ({ ...row, raw: await unpackRawEmail(row) })));
  return mails.flatMap(({ raw, ...mail }) => (raw ? [{ ...mail, raw }] : []));
}
