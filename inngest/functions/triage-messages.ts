import { inngest } from "@/inngest/client";
import { messagesReceived } from "@/inngest/events";
import { triageMessages } from "@/lib/triage/triage-messages";

export const triageMessagesOnReceive = inngest.createFunction(
  { id: "triage-messages", triggers: [messagesReceived], retries: 4 },
  async ({ event, step }) => {
    const { companyId, messageIds } = event.data;
    const filed = await step.run("triage", () => triageMessages(companyId, messageIds));
    return { filed };
  },
);
