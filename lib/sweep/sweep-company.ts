import { deleteEndedSessions } from "@/db/across-companies";
import { type Db, withCompany } from "@/db/company";
import { listUnembeddedArticles } from "@/db/queries/article-passages";
import { deleteForgottenUploads } from "@/db/queries/attachments";
import { listUndecided } from "@/db/queries/classifications";
import { listWaitingIntegrations } from "@/db/queries/inbound-emails";
import { deleteExpiredTokens, listDueMedia, listWaitingChannels } from "@/db/queries/inbound-events";
import { isLearningDue } from "@/db/queries/learned-classifiers";
import { listOverdueMessages, listUnknownMessages, settleAbandoned } from "@/db/queries/messages";
import { listStuckRefilings } from "@/db/queries/refilings";
import { listStuckRehearsals } from "@/db/queries/rehearsals";
import { deleteOldRefusals } from "@/db/queries/webhook-refusals";
import { lookForUnknown } from "@/lib/conversations/look-for-unknown";
import { files } from "@/lib/files/store";
import { keepFollowUps } from "@/lib/follow-ups/keep-follow-ups";

export interface Swept {
  companyId: number;
  overdue: number[];
  pending: number[];
  refilings: number[];
  /** Numbers and webhooks, and what they brought whose file is still missing. */
  channels: number[];
  media: number[];
  /** Messages of customers that nobody has decided about. */
  undecided: number[];
  /** Rehearsals that came to no end. */
  rehearsals: number[];
  /** Articles whose passages have no vectors yet. */
  articles: number[];
  /** Whether there is something new to learn from what was filed. */
  learnable: boolean;
  /** Follow-ups that became due and want a reminder drafted. */
  reminders: number[];
}

// Longer than the longest transmission: RFC 5321 4.5.3.2.6 gives a server ten minutes to answer after the data.
const ABANDONED_AFTER_MINUTES = 15;

/** Ends a company's abandoned transmissions and lists what waits without an event. Safe to run at any time, twice. */
export async function sweepCompany(companyId: number): Promise<Swept> {
  const { unknown, fileKeys, ...swept } = await withCompany(companyId, async (db) => {
    await settleAbandoned(db, ABANDONED_AFTER_MINUTES);
    await deleteExpiredTokens(db);
    await deleteOldRefusals(db);
    const [waiting, unknown, fileKeys] = await Promise.all([
      listAnnounceable(db),
      listUnknownMessages(db),
      deleteForgottenUploads(db),
    ]);
    return { companyId, ...waiting, unknown, fileKeys };
  });
  for (const messageId of unknown) await lookForUnknown(companyId, messageId);
  for (const key of fileKeys) await files().deleteFile(key);
  return { ...swept, reminders: await keepFollowUps(companyId) };
}

/** What somebody should have announced, and perhaps did. */
async function listAnnounceable(db: Db) {
  const [overdue, pending, refilings, channels, media, undecided, rehearsals, articles, learnable] =
    await Promise.all([
      listOverdueMessages(db),
      listWaitingIntegrations(db),
      listStuckRefilings(db),
      listWaitingChannels(db),
      listDueMedia(db),
      listUndecided(db),
      listStuckRehearsals(db),
      listUnembeddedArticles(db),
      isLearningDue(db),
    ]);
  return { overdue, pending, refilings, channels, media, undecided, rehearsals, articles, learnable };
}

/** What belongs to no company in particular. */
export async function sweepInstallation(): Promise<void> {
  await deleteEndedSessions();
}
