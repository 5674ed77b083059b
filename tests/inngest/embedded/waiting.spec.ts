import { eventType, invoke, referenceFunction } from "inngest";
import { expect, test } from "vitest";
import { z } from "zod";
import { client, endedRun, endedRuns, eventually, quiet, runFunctions, runsOf } from "@/tests/support/jobs";

const asleep = (name: string) =>
  eventually(`${name} waits`, async () => {
    const [run] = await runsOf(name);
    return run?.steps.some((step) => step.status === "pending") && run;
  });

test("sleep ends after its time, sleepUntil at its time", async () => {
  const until = new Date(Date.now() + 2500);
  const awake: number[] = [];
  const sleeper = client.createFunction(
    { id: "sleeper", triggers: [{ event: "sleeper/asked" }] },
    async ({ step }) => {
      await step.run("begin", () => awake.push(Date.now()));
      await step.sleep("one second", "1s");
      await step.run("middle", () => awake.push(Date.now()));
      await step.sleepUntil("then", until);
      await step.run("end", () => awake.push(Date.now()));
    },
  );
  await runFunctions([sleeper]);
  await client.send({ name: "sleeper/asked" });
  expect((await endedRun("sleeper")).status).toBe("completed");
  const [begin = 0, middle = 0, end = 0] = awake;
  expect(middle - begin).toBeGreaterThanOrEqual(950);
  expect(middle - begin).toBeLessThan(1900);
  expect(end).toBeGreaterThanOrEqual(until.getTime() - 20);
  expect(end).toBeLessThan(until.getTime() + 900);
});

const approved = eventType("reply/approved", { schema: z.object({ messageId: z.number(), by: z.string() }) });

test("waitForEvent takes the first event that its expression matches", async () => {
  const waiter = client.createFunction(
    { id: "waiter", triggers: [{ event: "waiter/asked" }] },
    async ({ step }) => {
      const event = await step.waitForEvent("approval", {
        event: approved,
        timeout: "1m",
        if: "async.data.messageId == event.data.messageId",
      });
      return event?.data.by;
    },
  );
  await runFunctions([waiter]);
  await client.send({ name: "waiter/asked", data: { messageId: 7 } });
  await asleep("waiter");
  await client.send([
    approved.create({ messageId: 8, by: "Anna" }),
    approved.create({ messageId: 7, by: "Bruno" }),
    approved.create({ messageId: 7, by: "Chloé" }),
  ]);
  expect(await endedRun("waiter")).toMatchObject({ status: "completed", output: "Bruno" });
});

test("waitForEvent gives null when its time is over", async () => {
  const patient = client.createFunction(
    { id: "patient", triggers: [{ event: "patient/asked" }] },
    async ({ step }) => ({ event: await step.waitForEvent("approval", { event: approved, timeout: "1s" }) }),
  );
  await runFunctions([patient]);
  await client.send({ name: "patient/asked" });
  expect(await endedRun("patient")).toMatchObject({ status: "completed", output: { event: null } });
});

test("invoke gives what the other function returns", async () => {
  const doubled = client.createFunction(
    { id: "doubled", triggers: [invoke(z.object({ count: z.number() }))] },
    async ({ event, step }) => step.run("double", () => event.data.count * 2),
  );
  const asks = client.createFunction(
    { id: "asks", triggers: [{ event: "asks/asked" }] },
    async ({ step }) => ({
      direct: await step.invoke("direct", { function: doubled, data: { count: 4 } }),
      referred: await step.invoke("referred", {
        function: referenceFunction<typeof doubled>({ appId: "tests", functionId: "doubled" }),
        data: { count: 5 },
      }),
    }),
  );
  await runFunctions([doubled, asks]);
  await client.send({ name: "asks/asked" });
  expect((await endedRun("asks")).output).toEqual({ direct: 8, referred: 10 });
  const [first] = await endedRuns("doubled", 2);
  expect(first?.parentRunId).toBe((await endedRun("asks")).id);
});

test("invoke throws what the other function failed with, and when it takes too long", async () => {
  const breaks = client.createFunction(
    { id: "breaks", retries: 0, triggers: [invoke(z.object({}))] },
    async () => {
      throw new Error("It broke.");
    },
  );
  const dawdles = client.createFunction(
    { id: "dawdles", triggers: [invoke(z.object({}))] },
    async ({ step }) => {
      await step.sleep("long", "1h");
    },
  );
  const hears = client.createFunction(
    { id: "hears", triggers: [{ event: "hears/asked" }] },
    async ({ step }) => {
      const why = (error: Error) => error.message;
      const broken = await step.invoke("breaks", { function: breaks, data: {} }).catch(why);
      const late = await step.invoke("dawdles", { function: dawdles, data: {}, timeout: "1s" }).catch(why);
      const gone = referenceFunction({ appId: "tests", functionId: "gone" });
      return [broken, late, await step.invoke("gone", { function: gone, data: {} }).catch(why)];
    },
  );
  await runFunctions([breaks, dawdles, hears]);
  await client.send({ name: "hears/asked" });
  expect((await endedRun("hears")).output).toEqual([
    "It broke.",
    "The invoked function did not finish in time.",
    "There is no function tests-gone to invoke.",
  ]);
});

test("cancelOn ends the runs that its condition names, and only those", async () => {
  const finished: unknown[] = [];
  const heard: unknown[] = [];
  const cancellable = client.createFunction(
    {
      id: "cancellable",
      triggers: [{ event: "cancellable/asked" }],
      cancelOn: [{ event: "message/deleted", if: "async.data.id == event.data.id" }],
    },
    async ({ event, step }) => {
      await step.sleep("undo", "2s");
      await step.run("finish", () => finished.push(event.data.id));
    },
  );
  const listens = client.createFunction(
    { id: "listens", triggers: [{ event: "inngest/function.cancelled" }] },
    async ({ event }) => heard.push(event.data.event.data.id),
  );
  await runFunctions([cancellable, listens]);
  await client.send([1, 2].map((id) => ({ name: "cancellable/asked", data: { id } })));
  await eventually("both sleep", async () => {
    const runs = await runsOf("cancellable");
    return runs.length === 2 && runs.every((run) => run.steps.length === 1);
  });
  await client.send({ name: "message/deleted", data: { id: 1 } });
  const runs = await endedRuns("cancellable", 2);
  const byId = new Map(runs.map((run) => [(run.event.data as { id: number }).id, run]));
  expect(byId.get(1)).toMatchObject({ status: "cancelled", steps: [{ status: "abandoned" }] });
  expect(byId.get(2)?.status).toBe("completed");
  expect(finished).toEqual([2]);
  await endedRun("listens");
  expect(heard).toEqual([1]);
});

test("cancelOn ends a run whose step is running, and what the step gives is dropped", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ran: string[] = [];
  const busy = client.createFunction(
    { id: "busy", triggers: [{ event: "busy/asked" }], cancelOn: [{ event: "busy/stopped" }] },
    async ({ step }) => {
      await step.run("first", async () => {
        ran.push("first");
        await held;
      });
      await step.run("second", () => ran.push("second"));
    },
  );
  await runFunctions([busy]);
  await client.send({ name: "busy/asked" });
  await eventually("the step runs", () => ran.length === 1);
  await client.send({ name: "busy/stopped" });
  await endedRun("busy");
  release();
  await quiet();
  expect(ran).toEqual(["first"]);
  expect(await endedRun("busy")).toMatchObject({ status: "cancelled", steps: [] });
});
