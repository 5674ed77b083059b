import { inngest } from "@/inngest/client";
import { mediaWanted, messagesReceived, webhookKept } from "@/inngest/events";
import { receiveEvents } from "@/lib/intake/receive-events";

export const receiveWebhooksOnKeep = inngest.createFunction(
  {
    id: "receive-webhooks",
    triggers: [webhookKept],
    concurrency: { limit: 1, key: "event.data.integrationId" },
    retries: 4,
  },
  async ({ event, step }) => {
    const { companyId, integrationId } = event.data;
    const { messageIds, mediaEventIds, isFull } = await step.run("receive", () =>
      receiveEvents(companyId, integrationId),
    );
    const events = [
      ...(messageIds.length > 0 ? [messagesReceived.create({ companyId, messageIds })] : []),
      ...mediaEventIds.map((eventId) => mediaWanted.create({ companyId, eventId })),
      ...(isFull ? [webhookKept.create({ companyId, integrationId })] : []),
    ];
    if (events.length > 0) await step.sendEvent("announce", events);
    return { messageIds };
  },
);
