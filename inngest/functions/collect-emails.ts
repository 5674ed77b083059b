import { inngest } from "@/inngest/client";
import { emailsCollected, integrationPollRequested } from "@/inngest/events";
import { collectAndCount } from "@/lib/intake/collect-and-count";

export const collectEmailsOnPoll = inngest.createFunction(
  {
    id: "collect-emails",
    triggers: [integrationPollRequested],
    concurrency: { limit: 1, key: "event.data.integrationId" },
    retries: 1,
  },
  async ({ event, step }) => {
    const { companyId, integrationId } = event.data;
    const { pending } = await step.run("collect", () => collectAndCount(event.data));
    if (pending > 0) {
      await step.sendEvent("announce", emailsCollected.create({ companyId, integrationId }));
    }
    return { pending };
  },
);
