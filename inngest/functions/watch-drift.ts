import { cron } from "inngest";
import { listCompanyIds } from "@/db/across-companies";
import { inngest } from "@/inngest/client";
import { watchDrift } from "@/lib/scoreboard/watch-drift";

export const watchDriftEveryHour = inngest.createFunction(
  { id: "watch-drift", triggers: [cron("17 * * * *")], singleton: { mode: "skip" }, retries: 1 },
  async ({ step }) => {
    const companyIds = await step.run("list", () => listCompanyIds());
    for (const companyId of companyIds) {
      await step.run(`company-${companyId}`, () => watchDrift(companyId)).catch(() => undefined);
    }
  },
);
