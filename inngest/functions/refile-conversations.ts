import { inngest } from "@/inngest/client";
import { foldersChanged } from "@/inngest/events";
import { refileConversations } from "@/lib/triage/refile-conversations";

export const refileConversationsOnChange = inngest.createFunction(
  {
    id: "refile-conversations",
    triggers: [foldersChanged],
    concurrency: { limit: 1, key: "event.data.companyId" },
  },
  async ({ event, step }) => {
    const { companyId, refilingId } = event.data;
    const more = await step.run("refile", () => refileConversations(companyId, refilingId));
    if (more) await step.sendEvent("go-on", foldersChanged.create({ companyId, refilingId }));
  },
);
