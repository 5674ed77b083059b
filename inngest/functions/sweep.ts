import { cron } from "inngest";
import { listCompanyIds } from "@/db/across-companies";
import { inngest } from "@/inngest/client";
import { emailsCollected, messageQueued } from "@/inngest/events";
import { sweepCompany, sweepInstallation } from "@/lib/sweep/sweep-company";

/** Announces again what lost its event, and ends what lost its process. */
export const sweepEveryMinute = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *")], singleton: { mode: "skip" }, retries: 0 },
  async ({ step }) => {
    const found = await step.run("sweep", async () => {
      await sweepInstallation();
      return Promise.all((await listCompanyIds()).map(sweepCompany));
    });
    const events = found.flatMap(({ companyId, overdue, pending }) => [
      ...overdue.map((messageId) => messageQueued.create({ companyId, messageId })),
      ...pending.map((integrationId) => emailsCollected.create({ companyId, integrationId })),
    ]);
    if (events.length > 0) await step.sendEvent("announce", events);
  },
);
