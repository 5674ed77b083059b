import { inngest } from "@/inngest/client";
import { articlePublished } from "@/inngest/events";
import { embedArticle } from "@/lib/knowledge/embed-article";

export const indexArticlesOnPublish = inngest.createFunction(
  {
    id: "index-articles",
    triggers: [articlePublished],
    concurrency: { limit: 1, key: "event.data.companyId" },
  },
  async ({ event, step }) => {
    const { companyId, articleId } = event.data;
    return step.run("embed", () => embedArticle(companyId, articleId));
  },
);
