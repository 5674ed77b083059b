import { inngest } from "@/inngest/client";
import { filingsLearnable } from "@/inngest/events";
import { learnFolders } from "@/lib/triage/learn-folders";

export const learnFoldersWhenLearnable = inngest.createFunction(
  {
    id: "learn-folders",
    triggers: [filingsLearnable],
    concurrency: { limit: 1, key: "event.data.companyId" },
    singleton: { key: "event.data.companyId", mode: "skip" },
    retries: 1,
  },
  async ({ event, step }) => {
    const { companyId } = event.data;
    const examples = await step.run("learn", () => learnFolders(companyId));
    return { examples };
  },
);
