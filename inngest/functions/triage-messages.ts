import { inngest } from "@/inngest/client";
import { messagesReceived, messageTriaged } from "@/inngest/events";
import { classifyMessage } from "@/lib/triage/classify-message";
import { classifyPast, readToClassify } from "@/lib/triage/classify-messages";
import { triageMessages } from "@/lib/triage/triage-messages";

export const triageMessagesOnReceive = inngest.createFunction(
  { id: "triage-messages", triggers: [messagesReceived], retries: 4 },
  async ({ event, step }) => {
    const { companyId, messageIds } = event.data;
    const filed = await step.run("triage", () => triageMessages(companyId, messageIds));
    const { recent, past } = await step.run("list", () => readToClassify(companyId, messageIds));
    if (past.length > 0) await step.run("classify-past", () => classifyPast(companyId, past));
    for (const messageId of recent) {
      // Whoever cannot be asked leaves the message to a person: that decision is made next, whatever happened here.
      await step
        .run(`classify-${messageId}`, () => classifyMessage(companyId, messageId))
        .catch(() => undefined);
      await step.sendEvent(`announce-${messageId}`, messageTriaged.create({ companyId, messageId }));
    }
    return { filed };
  },
);
