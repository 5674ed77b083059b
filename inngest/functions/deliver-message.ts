import { inngest } from "@/inngest/client";
import { messageQueued } from "@/inngest/events";
import { copyToSent } from "@/lib/conversations/copy-to-sent";
import { deliverMessage } from "@/lib/conversations/deliver-message";

export const deliverMessageOnQueue = inngest.createFunction(
  { id: "deliver-message", triggers: [messageQueued], retries: 4 },
  async ({ event, step }) => {
    const { companyId, messageId, sendAt } = event.data;
    if (sendAt) await step.sleepUntil("wait", sendAt);
    const { delivery, retryInSeconds } = await step.run("deliver", () =>
      deliverMessage(companyId, messageId),
    );
    // "untouched" may be what a process sent that died before it could say so.
    if (delivery === "sent" || delivery === "untouched") {
      await step.run("copy", () => copyToSent(companyId, messageId));
    }
    if (retryInSeconds) {
      const later = new Date(Date.now() + retryInSeconds * 1000).toISOString();
      await step.sendEvent("retry", messageQueued.create({ companyId, messageId, sendAt: later }));
    }
    return { delivery };
  },
);
