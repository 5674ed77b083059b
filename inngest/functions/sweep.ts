import { cron } from "inngest";
import { listCompanyIds } from "@/db/across-companies";
import { inngest } from "@/inngest/client";
import {
  articlePublished,
  emailsCollected,
  filingsLearnable,
  foldersChanged,
  followUpDue,
  mediaWanted,
  messageQueued,
  messagesReceived,
  rehearsalStarted,
  webhookKept,
} from "@/inngest/events";
import { type Swept, sweepCompany, sweepInstallation } from "@/lib/sweep/sweep-company";

/** Announces again what lost its event, and ends what lost its process. A company that fails keeps no other waiting. */
export const sweepEveryMinute = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *")], singleton: { mode: "skip" }, retries: 0 },
  async ({ step }) => {
    const companyIds = await step.run("list", async () => {
      await sweepInstallation();
      return listCompanyIds();
    });
    const failures: unknown[] = [];
    for (const companyId of companyIds) {
      const swept = await step
        .run(`company-${companyId}`, () => sweepCompany(companyId))
        .catch((error: unknown) => void failures.push(error));
      const events = swept ? listEvents(swept) : [];
      if (events.length > 0) await step.sendEvent(`announce-${companyId}`, events);
    }
    if (failures.length > 0) throw failures[0];
  },
);

const listEvents = ({
  companyId,
  overdue,
  pending,
  refilings,
  channels,
  media,
  undecided,
  articles,
  learnable,
  reminders,
  rehearsals,
}: Swept) => [
  ...overdue.map((messageId) => messageQueued.create({ companyId, messageId })),
  ...pending.map((integrationId) => emailsCollected.create({ companyId, integrationId })),
  ...refilings.map((refilingId) => foldersChanged.create({ companyId, refilingId })),
  ...channels.map((integrationId) => webhookKept.create({ companyId, integrationId })),
  ...media.map((eventId) => mediaWanted.create({ companyId, eventId })),
  ...(undecided.length > 0 ? [messagesReceived.create({ companyId, messageIds: undecided })] : []),
  ...articles.map((articleId) => articlePublished.create({ companyId, articleId })),
  ...reminders.map((followUpId) => followUpDue.create({ companyId, followUpId })),
  ...rehearsals.map((rehearsalId) => rehearsalStarted.create({ companyId, rehearsalId })),
  ...(learnable ? [filingsLearnable.create({ companyId })] : []),
];
