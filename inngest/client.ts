import { type ClientOptions, Inngest } from "inngest";
import { env } from "@/lib/env";
import { embeddedClient } from "./embedded/client-options";
import { log } from "./embedded/log";

export type JobsMode = "embedded" | "cloud" | "dev";

/** Who runs the jobs: this installation itself, an Inngest server by its keys, or its dev server. */
export function jobsMode(): JobsMode {
  if (env.INNGEST_DEV && !["0", "false"].includes(env.INNGEST_DEV)) return "dev";
  return env.INNGEST_SIGNING_KEY && env.INNGEST_EVENT_KEY ? "cloud" : "embedded";
}

// The rest of the cloud's and the dev server's settings are INNGEST_* variables, which the SDK reads itself.
const OPTIONS: Record<JobsMode, Partial<ClientOptions>> = {
  embedded: embeddedClient,
  cloud: { isDev: false },
  dev: {},
};

/** `maxRuntime` leaves a call time to answer within the `maxDuration` of the route. */
export const inngest = new Inngest({
  id: "inbox",
  logger: log,
  checkpointing: { maxRuntime: "50s" },
  ...OPTIONS[jobsMode()],
});
