import { withCompany } from "@/db/company";
import { failSummary } from "@/db/queries/summaries";
import { inngest } from "@/inngest/client";
import { summaryAsked } from "@/inngest/events";
import { writeSummary } from "@/lib/summaries/write-summary";

export const writeSummaryOnAsk = inngest.createFunction(
  {
    id: "write-summary",
    triggers: [summaryAsked],
    retries: 2,
    onFailure: async ({ event, step }) => {
      const { companyId, conversationId } = event.data.event.data;
      await step.run("fail", () =>
        withCompany(companyId, (db) => failSummary(db, conversationId, "unreachable")),
      );
    },
  },
  async ({ event, step }) => {
    const { companyId, conversationId } = event.data;
    const isWritten = await step.run("write", () => writeSummary(companyId, conversationId));
    return { isWritten };
  },
);
