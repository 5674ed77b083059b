import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Inngest } from "inngest";
import { embeddedClient } from "@/inngest/embedded/client-options";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { startExecutor } from "@/inngest/embedded/start-executor";
import { env } from "@/lib/env";

/** A process of its own that runs jobs until somebody kills it. Every execution of a step leaves a row in `crash_log`. */
const client = new Inngest({ id: "crash", ...embeddedClient });
const sql = jobsDatabase();

/** Gives a token of this very execution, so that a result recorded twice would show. */
async function work(runId: string, step: string, ms: number): Promise<string> {
  const token = `${step}:${randomUUID()}`;
  await sql`insert into crash_log (run_id, step, token, pid) values (${runId}, ${step}, ${token}, ${process.pid})`;
  await pause(ms);
  return token;
}

const chain = client.createFunction(
  {
    id: "chain",
    triggers: [{ event: "chain/asked" }],
    retries: 12,
    concurrency: { limit: 4, key: "event.data.lane" },
  },
  async ({ event, step, runId }) => {
    const { ms } = event.data;
    const a = await step.run("a", () => work(runId, "a", ms));
    const b = await step.run("b", () => work(runId, "b", ms));
    const both = await Promise.all(["c", "d"].map((name) => step.run(name, () => work(runId, name, ms))));
    return step.run("e", async () => [a, b, ...both, await work(runId, "e", ms)]);
  },
);

const poison = client.createFunction(
  { id: "poison", triggers: [{ event: "poison/asked" }], retries: 1 },
  async ({ step, runId }) => {
    await step.run("kill", async () => {
      await work(runId, "kill", 0);
      process.kill(process.pid, "SIGKILL");
      await pause(60_000);
    });
  },
);

await startExecutor({
  url: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
  client,
  functions: [chain, poison],
  retryDelay: () => 0,
});
process.send?.("ready");
