import { withCompany } from "@/db/company";
import { finishRehearsal } from "@/db/queries/rehearsals";
import { inngest } from "@/inngest/client";
import { rehearsalStarted } from "@/inngest/events";
import { rehearseCases } from "@/lib/rehearsal/rehearse-cases";

export const rehearseFolderOnStart = inngest.createFunction(
  {
    id: "rehearse-folder",
    triggers: [rehearsalStarted],
    concurrency: { limit: 1, key: "event.data.companyId" },
    retries: 3,
    onFailure: async ({ event, step }) => {
      const { companyId, rehearsalId } = event.data.event.data;
      await step.run("fail", () =>
        withCompany(companyId, (db) => finishRehearsal(db, rehearsalId, "unreachable")),
      );
    },
  },
  async ({ event, step }) => {
    const { companyId, rehearsalId } = event.data;
    const more = await step.run("rehearse", () => rehearseCases(companyId, rehearsalId));
    if (more) await step.sendEvent("go-on", rehearsalStarted.create({ companyId, rehearsalId }));
  },
);
