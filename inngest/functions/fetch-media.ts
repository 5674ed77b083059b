import { inngest } from "@/inngest/client";
import { mediaWanted } from "@/inngest/events";
import { fetchMedia } from "@/lib/intake/fetch-media";

/** Two at once of a company at most: a file may be large. What has to wait is announced again by the sweep. */
export const fetchMediaOnWant = inngest.createFunction(
  {
    id: "fetch-media",
    triggers: [mediaWanted],
    concurrency: { limit: 2, key: "event.data.companyId" },
    retries: 2,
  },
  async ({ event, step }) => {
    const { companyId, eventId } = event.data;
    return { media: await step.run("fetch", () => fetchMedia(companyId, eventId)) };
  },
);
