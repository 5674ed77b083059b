import { inngest } from "@/inngest/client";
import { followUpDue } from "@/inngest/events";
import { draftDue } from "@/lib/follow-ups/draft-due";

export const draftReminderWhenDue = inngest.createFunction(
  { id: "draft-reminder", triggers: [followUpDue], retries: 2 },
  async ({ event, step }) => {
    const { companyId, followUpId } = event.data;
    const proposalId = await step.run("draft", () => draftDue(companyId, followUpId));
    return { proposalId };
  },
);
