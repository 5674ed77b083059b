import { inngest } from "@/inngest/client";
import { messagesReceived, summaryAsked } from "@/inngest/events";
import { listDue } from "@/lib/summaries/list-due";

export const refreshSummariesOnReceive = inngest.createFunction(
  { id: "refresh-summaries", triggers: [messagesReceived] },
  async ({ event, step }) => {
    const { companyId, messageIds } = event.data;
    const due = await step.run("list", () => listDue(companyId, messageIds));
    if (due.length === 0) return;
    await step.sendEvent(
      "announce",
      due.map((conversationId) => summaryAsked.create({ companyId, conversationId })),
    );
  },
);
