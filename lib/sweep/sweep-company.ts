import { deleteEndedSessions } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { deleteForgottenUploads } from "@/db/queries/attachments";
import { listWaitingIntegrations } from "@/db/queries/inbound-emails";
import { deleteExpiredTokens, listDueMedia, listWaitingChannels } from "@/db/queries/inbound-events";
import { listOverdueMessages, listUnknownMessages, settleAbandoned } from "@/db/queries/messages";
import { listStuckRefilings } from "@/db/queries/refilings";
import { lookForUnknown } from "@/lib/conversations/look-for-unknown";
import { files } from "@/lib/files/store";

export interface Swept {
  companyId: number;
  overdue: number[];
  pending: number[];
  refilings: number[];
  /** Numbers and webhooks, and what they brought whose file is still missing. */
  channels: number[];
  media: number[];
}

// Longer than the longest transmission: RFC 5321 4.5.3.2.6 gives a server ten minutes to answer after the data.
const ABANDONED_AFTER_MINUTES = 15;

/** Ends a company's abandoned transmissions and lists what waits without an event. Safe to run at any time, twice. */
export async function sweepCompany(companyId: number): Promise<Swept> {
  const { unknown, fileKeys, ...swept } = await withCompany(companyId, async (db) => {
    await settleAbandoned(db, ABANDONED_AFTER_MINUTES);
    await deleteExpiredTokens(db);
    const [overdue, pending, refilings, channels, media, unknown, fileKeys] = await Promise.all([
      listOverdueMessages(db),
      listWaitingIntegrations(db),
      listStuckRefilings(db),
      listWaitingChannels(db),
      listDueMedia(db),
      listUnknownMessages(db),
      deleteForgottenUploads(db),
    ]);
    return { companyId, overdue, pending, refilings, channels, media, unknown, fileKeys };
  });
  for (const messageId of unknown) await lookForUnknown(companyId, messageId);
  for (const key of fileKeys) await files().deleteFile(key);
  return swept;
}

/** What belongs to no company in particular. */
export async function sweepInstallation(): Promise<void> {
  await deleteEndedSessions();
}
