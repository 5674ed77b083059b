import { withCompany } from "@/db/company";
import { lockFiling } from "@/db/queries/filing-lock";
import { listStillPending, settleEmails, settleWithoutWaiting } from "@/db/queries/inbound-emails";
import { fileMessages } from "@/lib/conversations/file-messages";
import { files } from "@/lib/files/store";
import { setApart } from "./email-to-message";
import { isAboutData } from "./is-about-data";
import type { Mailbox, ReadEmail } from "./read-pending";

/**
 * Files a batch of mails and writes what became of each, in one transaction; what another worker settled meanwhile is left
 * alone. A mail that cannot be filed is set apart by itself, and never stops the others. Gives the ids of the new messages
 * that await triage.
 */
export async function settleBatch(mailbox: Mailbox, batch: ReadEmail[]): Promise<number[]> {
  try {
    return await settle(mailbox, batch);
  } catch (error) {
    if (!isAboutData(error)) throw error;
  }
  const awaiting: number[] = [];
  for (const email of batch) awaiting.push(...(await settleAlone(mailbox, email)));
  return awaiting;
}

async function settleAlone(mailbox: Mailbox, email: ReadEmail): Promise<number[]> {
  try {
    return await settle(mailbox, [email]);
  } catch (error) {
    if (!isAboutData(error)) throw error;
    return settle(mailbox, [{ ...email, message: setApart(email.message, email.raw) }]);
  }
}

async function settle(mailbox: Mailbox, batch: ReadEmail[]): Promise<number[]> {
  return withCompany(mailbox.companyId, async (db) => {
    await Promise.all([settleWithoutWaiting(db), lockFiling(db)]);
    const still = await listStillPending(
      db,
      batch.map(({ id }) => id),
    );
    const due = batch.filter(({ id }) => still.has(id));
    const filed = await fileMessages(
      db,
      mailbox.integrationId,
      due.map(({ message }) => message),
    );
    const settled = due.map((email, index) => ({ email, filed: filed[index] }));
    await settleEmails(
      db,
      settled.map(({ email, filed }) => ({
        id: email.id,
        outcome: filed?.outcome ?? "unparsed",
        message_id: filed?.messageId ?? null,
      })),
    );
    const used = new Set(settled.filter(({ filed }) => filed?.isNew).map(({ email }) => email));
    db.afterCommit.push(() => dropFiles(batch.filter((email) => !used.has(email))));
    return filed.filter(({ outcome }) => outcome === "message").map(({ messageId }) => messageId);
  });
}

/** Attachments were stored before it was known that their mail is here already. */
async function dropFiles(unused: ReadEmail[]): Promise<void> {
  const keys = unused.flatMap(({ message }) => message.attachments.map(({ fileKey }) => fileKey));
  await Promise.all(keys.map((key) => files().deleteFile(key)));
}
