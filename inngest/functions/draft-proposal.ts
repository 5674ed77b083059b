import { inngest } from "@/inngest/client";
import { proposalAsked } from "@/inngest/events";
import { draftAnswer, failProposal } from "@/lib/proposals/draft-answer";

export const draftProposalOnAsk = inngest.createFunction(
  {
    id: "draft-proposal",
    triggers: [proposalAsked],
    retries: 2,
    onFailure: async ({ event, step }) => {
      const { companyId, messageId } = event.data.event.data;
      await step.run("fail", () => failProposal(companyId, messageId, "unreachable"));
    },
  },
  async ({ event, step }) => {
    const { companyId, messageId } = event.data;
    const drafted = await step.run("draft", () => draftAnswer(companyId, messageId));
    return { proposalId: drafted?.proposalId ?? null };
  },
);
