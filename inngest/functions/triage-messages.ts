import { inngest } from "@/inngest/client";
import { messageClassifiable, messagesReceived } from "@/inngest/events";
import { classifyPast, readToClassify } from "@/lib/triage/classify-messages";
import { triageMessages } from "@/lib/triage/triage-messages";

export const triageMessagesOnReceive = inngest.createFunction(
  { id: "triage-messages", triggers: [messagesReceived], retries: 4 },
  async ({ event, step }) => {
    const { companyId, messageIds } = event.data;
    const filed = await step.run("triage", () => triageMessages(companyId, messageIds));
    const { recent, past } = await step.run("list", () => readToClassify(companyId, messageIds));
    if (past.length > 0) await step.run("classify-past", () => classifyPast(companyId, past));
    const events = recent.map((messageId) => messageClassifiable.create({ companyId, messageId }));
    if (events.length > 0) await step.sendEvent("announce", events);
    return { filed };
  },
);
