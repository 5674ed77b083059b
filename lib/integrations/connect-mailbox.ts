import type { Db } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import {
  findIntegration,
  insertMailbox,
  sealIn,
  updateMailboxSettings,
} from "@/db/queries/integrations-list";
import { AppError } from "@/lib/errors";
import { accessAsChanged, sealMailboxPassword } from "./mailbox-access";
import type { ChangedMailbox, NewMailbox } from "./mailbox-input";

const DAY_MS = 86_400_000;

/**
 * Makes the integration of a mailbox, its password sealed for that very row; gives its id. Mails older than `sinceDays`
 * before now are not taken over. Refuses an address that is connected already.
 */
export async function connectMailbox(db: Db, made: NewMailbox): Promise<number> {
  const { address, password, savesSent, sinceDays, ...settings } = made;
  const startsAt = new Date(Date.now() - sinceDays * DAY_MS);
  const id = await insertMailbox(db, { address, settings, savesSent, startsAt });
  if (id === undefined) throw new AppError("CONFLICT", "mailboxTaken");
  await sealIn(db, id, sealMailboxPassword(db.companyId, id, password));
  return id;
}

/**
 * Stores other servers and, when one is given, another password. Refuses a mailbox that is not there, and other servers
 * without the password.
 */
export async function changeMailbox(db: Db, changed: ChangedMailbox): Promise<void> {
  const { integrationId, savesSent, ...access } = changed;
  const found = await findIntegration(db, integrationId);
  if (found?.source !== "email") throw new AppError("NOT_FOUND", "integrationGone");
  const { password, ...settings } = accessAsChanged(await getIntegration(db, integrationId), access);
  await updateMailboxSettings(db, integrationId, { settings, savesSent });
  await sealIn(db, integrationId, sealMailboxPassword(db.companyId, integrationId, password));
}
