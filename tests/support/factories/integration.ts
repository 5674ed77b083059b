import { eq } from "drizzle-orm";
import type { Db } from "@/db/company";
import { integrations } from "@/db/schema";
import type { MailboxAccess } from "@/lib/email/imap";
import { sealMailboxPassword } from "@/lib/integrations/mailbox-access";
import { made, next } from "./rows";

type New = Partial<typeof integrations.$inferInsert> & {
  /** Where its servers are; without it the mailbox was never given a password. */
  access?: Partial<MailboxAccess>;
};

const NOWHERE = {
  imapHost: "127.0.0.1",
  imapPort: 1,
  imapTls: "none",
  smtpHost: "127.0.0.1",
  smtpPort: 1,
  smtpTls: "none",
};

/** A mailbox, connected since a month. */
export async function createIntegration(db: Db, { access, ...integration }: New = {}) {
  const { password = "", ...servers } = access ?? {};
  const address = integration.address ?? `contact-${next()}@company.test`;
  const usual = { source: "email" as const, name: address, startsAt: new Date(Date.now() - 30 * 86_400_000) };
  const settings = { username: address, ...NOWHERE, ...servers };
  const row = made(
    await db
      .insert(integrations)
      .values({ ...usual, address, settings, ...integration, companyId: db.companyId })
      .returning(),
  );
  if (!access) return row;
  const sealedCredentials = sealMailboxPassword(db.companyId, row.id, password);
  await db.update(integrations).set({ sealedCredentials }).where(eq(integrations.id, row.id));
  return { ...row, sealedCredentials };
}
