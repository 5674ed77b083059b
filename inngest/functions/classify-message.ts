import { inngest } from "@/inngest/client";
import { messageClassifiable, messageTriaged } from "@/inngest/events";
import { classifyMessage } from "@/lib/triage/classify-message";

// Alone for each message: one that must be asked about again keeps no other waiting, and a sweep that announces it
// meanwhile starts nothing.
export const classifyMessageWhenClassifiable = inngest.createFunction(
  {
    id: "classify-message",
    triggers: [messageClassifiable],
    singleton: { key: "event.data.messageId", mode: "skip" },
    concurrency: { limit: 2, key: "event.data.companyId" },
    retries: 3,
  },
  async ({ event, step }) => {
    const { companyId, messageId } = event.data;
    // Whoever cannot be asked leaves the message to a person: that is decided next, whatever happened here.
    const classified = await step
      .run("classify", () => classifyMessage(companyId, messageId))
      .catch(() => "unavailable" as const);
    await step.sendEvent("announce", messageTriaged.create({ companyId, messageId }));
    return { classified };
  },
);
