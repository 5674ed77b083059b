import { inngest } from "@/inngest/client";
import { messageQueued, messageTriaged } from "@/inngest/events";
import { draftAnswer, failProposal } from "@/lib/proposals/draft-answer";
import { decideReply } from "@/lib/triage/decide-reply";
import { sendProposal } from "@/lib/triage/send-proposed-reply";

export const answerMessageOnTriage = inngest.createFunction(
  {
    id: "answer-message",
    triggers: [messageTriaged],
    retries: 2,
    onFailure: async ({ event, step }) => {
      const { companyId, messageId } = event.data.event.data;
      await step.run("fail", () => failProposal(companyId, messageId, "unreachable"));
    },
  },
  async ({ event, step }) => {
    const { companyId, messageId } = event.data;
    const { drafts, sends } = await step.run("decide", async () => {
      const { drafts, sends } = await decideReply(companyId, messageId);
      return { drafts, sends };
    });
    if (!drafts) return { proposalId: null };
    const drafted = await step.run("draft", async () => {
      const answer = await draftAnswer(companyId, messageId);
      return { proposalId: answer?.proposalId ?? null };
    });
    const { proposalId } = drafted;
    if (!sends || proposalId === null) return { proposalId };
    const queued = await step.run("send", () => sendProposal(companyId, proposalId));
    if (queued) await step.sendEvent("queued", messageQueued.create({ companyId, ...queued }));
    return { proposalId, messageId: queued?.messageId ?? null };
  },
);
