import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { confirmSent, getMessage } from "@/db/queries/messages";
import { MailboxFailure, withImap } from "@/lib/email/imap";
import { findInSent } from "@/lib/email/imap-sent";
import { AppError } from "@/lib/errors";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";

/**
 * Looks in the Sent folder for a message that may have been sent. Found means sent; anything else proves nothing and
 * leaves it "unknown" for a person. True when it was found.
 */
export async function lookForUnknown(companyId: number, messageId: number): Promise<boolean> {
  const { message, integration } = await withCompany(companyId, async (db) => {
    const message = await getMessage(db, messageId);
    return { message, integration: await getIntegration(db, message.integrationId ?? 0) };
  });
  // Elsewhere than in a mailbox there is nowhere to look: its provider tells, or a person decides.
  if (integration.source !== "email" || message.delivery !== "unknown" || !message.emailId) return false;
  const found = await searchSent(integration, message.emailId);
  if (found) await withCompany(companyId, (db) => confirmSent(db, messageId));
  return found;
}

async function searchSent(
  integration: Parameters<typeof readMailboxAccess>[0],
  emailId: string,
): Promise<boolean> {
  try {
    const answer = await withImap(readMailboxAccess(integration), (client) => findInSent(client, emailId));
    return answer === "found";
  } catch (error) {
    if (error instanceof MailboxFailure || error instanceof AppError) return false;
    throw error;
  }
}
