import { withCompany } from "@/db/company";
import { closeConnections } from "@/db/connection";
import { openSession } from "@/db/queries/sessions";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { createCompany } from "@/tests/support/factories/company";
import { createIntegration } from "@/tests/support/factories/integration";
import type { HoodiecrowMailbox } from "@/tests/support/imap-server";

interface Desk {
  address: string;
  imap: HoodiecrowMailbox;
  smtp: { host: string; port: number };
}

/** Makes a company with this mailbox; gives the cookie of somebody who is signed in. */
export async function openDesk({ address, imap, smtp }: Desk): Promise<{ name: string; value: string }> {
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen" });
  const sessionId = await withCompany(companyId, async (db) => {
    const { host: imapHost, port: imapPort, username, password } = imap;
    const access = { imapHost, imapPort, username, password, smtpHost: smtp.host, smtpPort: smtp.port };
    await createIntegration(db, { address, access });
    return openSession(db, { employeeId, userAgent: "benchmark", days: 1 });
  });
  await closeConnections();
  return { name: SESSION_COOKIE, value: await writeSessionToken({ companyId, sessionId }) };
}
