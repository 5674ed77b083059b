import { inngest } from "@/inngest/client";
import { emailsCollected, messagesReceived } from "@/inngest/events";
import { receiveEmails } from "@/lib/intake/receive-emails";

const AT_ONCE = 1000;

export const receiveEmailsOnCollect = inngest.createFunction(
  {
    id: "receive-emails",
    triggers: [emailsCollected],
    concurrency: { limit: 1, key: "event.data.integrationId" },
    retries: 4,
  },
  async ({ event, step }) => {
    const { companyId, integrationId } = event.data;
    const { messageIds, settled } = await step.run("receive", () =>
      receiveEmails(companyId, integrationId, AT_ONCE),
    );
    const events = [
      ...(messageIds.length > 0 ? [messagesReceived.create({ companyId, messageIds })] : []),
      ...(settled >= AT_ONCE ? [emailsCollected.create({ companyId, integrationId })] : []),
    ];
    if (events.length > 0) await step.sendEvent("announce", events);
    return { settled };
  },
);
