import { cron } from "inngest";
import { listMailboxes } from "@/db/across-companies";
import { inngest } from "@/inngest/client";
import { integrationPollRequested } from "@/inngest/events";

export const pollIntegrationsEveryMinute = inngest.createFunction(
  { id: "poll-integrations", triggers: [cron("* * * * *")], singleton: { mode: "skip" }, retries: 0 },
  async ({ step }) => {
    const mailboxes = await step.run("list", listMailboxes);
    if (mailboxes.length === 0) return;
    await step.sendEvent(
      "announce",
      mailboxes.map((mailbox) => integrationPollRequested.create(mailbox)),
    );
  },
);
