import { cron } from "inngest";
import { expect, test } from "vitest";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { nextTick } from "@/inngest/embedded/next-tick";
import {
  client,
  endedRun,
  endedRuns,
  eventually,
  quiet,
  runFunctions,
  runsOf,
  startFunctions,
} from "@/tests/support/jobs";

const idOf = (run: { event: { data?: unknown } }) => (run.event.data as { id: number }).id;

const tickIsDue = (sql: ReturnType<typeof jobsDatabase>, ago: string) => sql`
  update graphile_worker._private_jobs set run_at = now() - ${ago}::interval where key like 'cron:tests-ticks:%'`;

const plannedTicks = (sql: ReturnType<typeof jobsDatabase>) => sql<{ runAt: Date }[]>`
  select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'cron'`;

test("each tick of a cron starts one run, also when two processes wait for it", async () => {
  const sql = jobsDatabase();
  const ticks = client.createFunction(
    { id: "ticks", triggers: [cron("* * * * *")] },
    async ({ event }) => event.name,
  );
  await runFunctions([ticks]);
  await runFunctions([ticks]);
  const [planned] = await plannedTicks(sql);
  expect(planned?.runAt).toEqual(nextTick("* * * * *"));

  await tickIsDue(sql, "1 second");
  const run = await endedRun("ticks");
  expect(run).toMatchObject({ status: "completed", output: "inngest/scheduled.timer" });
  await quiet();
  expect(await runsOf("ticks")).toHaveLength(1);
  expect(await plannedTicks(sql)).toEqual([{ runAt: nextTick("* * * * *") }]);
});

test("ticks that were missed while nothing ran start one run, late", async () => {
  const sql = jobsDatabase();
  const before = (await runsOf("ticks")).length;
  const ticks = client.createFunction({ id: "ticks", triggers: [cron("* * * * *")] }, async () => "late");
  const first = await startFunctions([ticks]);
  await first.stop();
  await tickIsDue(sql, "3 hours");
  await runFunctions([ticks]);
  await endedRuns("ticks", before + 1);
  await quiet();
  const runs = await runsOf("ticks");
  expect(runs).toHaveLength(before + 1);
  const data = runs.at(-1)?.event.data as { scheduledAt: string } | undefined;
  expect(Date.now() - Date.parse(data?.scheduledAt ?? "")).toBeGreaterThan(3 * 3_600_000 - 60_000);
});

test("a cron that is gone is not planned any more", async () => {
  await runFunctions([]);
  expect(await plannedTicks(jobsDatabase())).toEqual([]);
});

test("a cron may name its time zone", () => {
  const winter = new Date("2026-01-15T00:00:00Z");
  const summer = new Date("2026-07-15T00:00:00Z");
  expect(nextTick("TZ=Europe/Paris 0 9 * * *", winter).toISOString()).toBe("2026-01-15T08:00:00.000Z");
  expect(nextTick("TZ=Europe/Paris 0 9 * * *", summer).toISOString()).toBe("2026-07-15T07:00:00.000Z");
  expect(nextTick("0 9 * * *", summer).toISOString()).toBe("2026-07-15T09:00:00.000Z");
});

test("no more runs of a key work at once than its limit says, and other keys do not wait", async () => {
  const working = new Map<string, number>();
  let most = 0;
  let mostOfAll = 0;
  const limited = client.createFunction(
    {
      id: "limited",
      triggers: [{ event: "limited/asked" }],
      concurrency: { limit: 2, key: "event.data.mailbox" },
    },
    async ({ event, step }) => {
      await step.run("work", async () => {
        const { mailbox } = event.data;
        working.set(mailbox, (working.get(mailbox) ?? 0) + 1);
        most = Math.max(most, working.get(mailbox) ?? 0);
        mostOfAll = Math.max(
          mostOfAll,
          [...working.values()].reduce((sum, count) => sum + count, 0),
        );
        await new Promise((resolve) => setTimeout(resolve, 60));
        working.set(mailbox, (working.get(mailbox) ?? 0) - 1);
      });
    },
  );
  await runFunctions([limited], { concurrency: 8 });
  await client.send(
    Array.from({ length: 24 }, (_, id) => ({ name: "limited/asked", data: { id, mailbox: `m${id % 3}` } })),
  );
  const runs = await endedRuns("limited", 24);
  expect(runs.every((run) => run.status === "completed")).toBe(true);
  expect(most).toBeLessThanOrEqual(2);
  expect(mostOfAll).toBeGreaterThan(2);
});

test("a run that sleeps does not keep others of its key waiting", async () => {
  const order: string[] = [];
  const lane = client.createFunction(
    { id: "lane", triggers: [{ event: "lane/asked" }], concurrency: { limit: 1, key: "event.data.mailbox" } },
    async ({ event, step }) => {
      if (event.data.id === 1) await step.sleep("long", "2s");
      await step.run("note", () => order.push(event.data.id));
    },
  );
  await runFunctions([lane]);
  await client.send([1, 2].map((id) => ({ name: "lane/asked", data: { id, mailbox: "one" } })));
  await endedRuns("lane", 2);
  expect(order).toEqual([2, 1]);
});

test("of runs with the same idempotency key within a day only the first exists", async () => {
  const sql = jobsDatabase();
  const once = client.createFunction(
    { id: "idempotent", triggers: [{ event: "idempotent/asked" }], idempotency: "event.data.messageId" },
    async ({ event }) => event.data.id,
  );
  await runFunctions([once]);
  const ask = (id: number, messageId: number) =>
    client.send({ name: "idempotent/asked", data: { id, messageId } });
  await ask(1, 7);
  await endedRuns("idempotent", 1);
  await ask(2, 7);
  await ask(3, 8);
  expect((await endedRuns("idempotent", 2)).map(idOf)).toEqual([1, 3]);
  await sql`update jobs.runs set started_at = now() - interval '25 hours' where function_id = 'tests-idempotent'`;
  await ask(4, 7);
  expect((await endedRuns("idempotent", 3)).map(idOf).sort()).toEqual([1, 3, 4]);
});

test("a singleton that is running is not started again, per key", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const single = client.createFunction(
    {
      id: "single",
      triggers: [{ event: "single/asked" }],
      singleton: { mode: "skip", key: "event.data.mailbox" },
    },
    async ({ step }) => void (await step.run("hold", () => held)),
  );
  await runFunctions([single]);
  const ask = (id: number, mailbox: string) => client.send({ name: "single/asked", data: { id, mailbox } });
  await ask(1, "one");
  await eventually("the first runs", async () => (await runsOf("single")).length === 1);
  await ask(2, "one");
  await ask(3, "two");
  await eventually("the other key runs", async () => (await runsOf("single")).length === 2);
  await quiet();
  release();
  expect((await endedRuns("single", 2)).map(idOf)).toEqual([1, 3]);
  await ask(4, "one");
  expect((await endedRuns("single", 3)).map(idOf)).toEqual([1, 3, 4]);
});

test("a singleton in cancel mode replaces the run that is running", async () => {
  const newest = client.createFunction(
    { id: "newest", triggers: [{ event: "newest/asked" }], singleton: { mode: "cancel" } },
    async ({ step }) => {
      await step.sleep("settle", "1s");
      return "settled";
    },
  );
  await runFunctions([newest]);
  await client.send({ name: "newest/asked", data: { id: 1 } });
  await eventually("the first sleeps", async () => (await runsOf("newest"))[0]?.steps.length === 1);
  await client.send({ name: "newest/asked", data: { id: 2 } });
  const runs = await endedRuns("newest", 2);
  expect(runs.map((run) => run.status)).toEqual(["cancelled", "completed"]);
});
