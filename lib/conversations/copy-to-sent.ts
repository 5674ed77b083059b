import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { findMessage } from "@/db/queries/messages";
import { MailboxFailure, withImap } from "@/lib/email/imap";
import { appendToSent, findInSent } from "@/lib/email/imap-sent";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { composeMessage } from "./compose-message";

/**
 * Puts a copy of what was sent in the mailbox's Sent folder where the provider does not do that itself; a second call
 * finds it there. A failure is thrown for a retry of the copy alone; the message stays sent.
 */
export async function copyToSent(companyId: number, messageId: number): Promise<void> {
  const message = await withCompany(companyId, (db) => findMessage(db, messageId));
  if (message?.delivery !== "sent") return;
  const integration = await withCompany(companyId, (db) => getIntegration(db, message.integrationId ?? 0));
  if (integration.source !== "email" || integration.savesSent) return;
  const raw = await composeMessage(companyId, message, integration);
  await withImap(readMailboxAccess(integration), async (client) => {
    if ((await findInSent(client, message.emailId ?? "")) === "found") return;
    await appendToSent(client, raw, ["\\Seen"]);
  }).catch((error: unknown) => {
    if (error instanceof MailboxFailure && error.code === "folder") return;
    throw error;
  });
}
