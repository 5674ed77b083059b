import { eventType } from "inngest";
import { expect, test } from "vitest";
import { z } from "zod";
import { createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { announce } from "@/inngest/announce";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { sendEvents } from "@/inngest/embedded/send";
import { client, endedRun, endedRuns, eventually, quiet, runFunctions, runsOf } from "@/tests/support/jobs";

const idOf = (run: { event: { data?: unknown } }) => (run.event.data as { id: number }).id;

test("sendEvent fans out, once, though its function is tried again", async () => {
  let tries = 0;
  const leaf = client.createFunction(
    { id: "leaf", triggers: [{ event: "leaf/asked" }] },
    async ({ event }) => event.data.id,
  );
  const fan = client.createFunction({ id: "fan", triggers: [{ event: "fan/asked" }] }, async ({ step }) => {
    const { ids } = await step.sendEvent(
      "announce",
      Array.from({ length: 60 }, (_, id) => ({ name: "leaf/asked", data: { id } })),
    );
    if (++tries < 2) throw new Error("after sending");
    return ids.length;
  });
  await runFunctions([leaf, fan]);
  await client.send({ name: "fan/asked" });
  expect((await endedRun("fan")).output).toBe(60);
  const leaves = await endedRuns("leaf", 60);
  expect(leaves.map(idOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, id) => id));
});

test("an event whose id was sent before starts nothing", async () => {
  const once = client.createFunction({ id: "once", triggers: [{ event: "once/asked" }] }, async () => "ran");
  await runFunctions([once]);
  await client.send({ id: "delivery-1", name: "once/asked", data: { id: 1 } });
  await client.send({ id: "delivery-1", name: "once/asked", data: { id: 2 } });
  await client.send({ id: "delivery-2", name: "once/asked", data: { id: 3 } });
  expect((await endedRuns("once", 2)).map(idOf)).toEqual([1, 3]);
  await quiet();
  expect(await runsOf("once")).toHaveLength(2);
});

test("after a day the same id counts again", async () => {
  const daily = client.createFunction(
    { id: "daily", triggers: [{ event: "daily/asked" }] },
    async () => "ran",
  );
  await runFunctions([daily]);
  await client.send({ id: "daily", name: "daily/asked", data: { id: 1 } });
  await endedRun("daily");
  await jobsDatabase()`update jobs.events set sent_at = now() - interval '25 hours' where id = 'daily'`;
  await client.send({ id: "daily", name: "daily/asked", data: { id: 2 } });
  expect((await endedRuns("daily", 2)).map(idOf)).toEqual([1, 2]);
});

test("a trigger may end in a wildcard and may have a condition", async () => {
  const every = client.createFunction(
    { id: "every", triggers: [{ event: "wild/*" }] },
    async ({ event }) => event.name,
  );
  const large = client.createFunction(
    {
      id: "large",
      triggers: [{ event: "wild/counted", if: "event.data.count > 3 && event.data.kind == 'mail'" }],
    },
    async ({ event }) => event.data.count,
  );
  await runFunctions([every, large]);
  await client.send([
    { name: "wild/counted", data: { count: 3, kind: "mail" } },
    { name: "wild/counted", data: { count: 4, kind: "mail" } },
    { name: "wild/counted", data: { count: 4 } },
    { name: "wild/other", data: { count: 9, kind: "mail" } },
    { name: "tame/counted", data: { count: 9, kind: "mail" } },
  ]);
  expect((await endedRuns("every", 4)).map((run) => run.output).sort()).toEqual([
    "wild/counted",
    "wild/counted",
    "wild/counted",
    "wild/other",
  ]);
  expect((await endedRuns("large")).map((run) => run.output)).toEqual([4]);
});

test("a function may have several triggers, and an event start several functions", async () => {
  const both = client.createFunction(
    { id: "both", triggers: [{ event: "both/one" }, { event: "both/two" }] },
    async ({ event }) => event.name,
  );
  const one = client.createFunction({ id: "one", triggers: [{ event: "both/one" }] }, async () => "one");
  await runFunctions([both, one]);
  await client.send([{ name: "both/one" }, { name: "both/two" }]);
  expect((await endedRuns("both", 2)).map((run) => run.output).sort()).toEqual(["both/one", "both/two"]);
  expect((await endedRun("one")).output).toBe("one");
});

const counted = eventType("checked/counted", { schema: z.object({ id: z.number() }) });

test("data that does not match its schema is refused when it is sent, and by the function", async () => {
  const checked = client.createFunction(
    { id: "checked", triggers: [counted] },
    async ({ event }) => event.data.id,
  );
  await runFunctions([checked]);
  const wrong = counted.create({ id: "one" as unknown as number });
  await expect(client.send(wrong)).rejects.toThrow(/id/);
  await expect(sendEvents(jobsDatabase(), [wrong])).rejects.toThrow(/id/);
  expect(await runsOf("checked")).toEqual([]);
  await sendEvents(jobsDatabase(), [{ name: "checked/counted", data: { id: "one" } }]);
  const run = await endedRun("checked");
  expect(run.status).toBe("failed");
  expect(run.attempts).toBe(1);
});

test("an event is sent with its transaction, and never when that is rolled back", async () => {
  const told = client.createFunction(
    { id: "told", triggers: [{ event: "told/asked" }] },
    async ({ event }) => event.data.id,
  );
  await runFunctions([told]);
  const { companyId } = await createCompany({
    name: "Atelier Lumen",
    locale: "fr",
    owner: { name: "Léa", email: "lea@atelier.test", passwordHash: "" },
  });
  const refused = withCompany(companyId, async (db) => {
    await announce(db, [{ name: "told/asked", data: { id: 1 } }]);
    throw new Error("rolled back");
  });
  await expect(refused).rejects.toThrow("rolled back");
  await withCompany(companyId, (db) => announce(db, [{ name: "told/asked", data: { id: 2 } }]));
  expect((await endedRuns("told")).map((run) => run.output)).toEqual([2]);
  await quiet();
  expect(await runsOf("told")).toHaveLength(1);
});

test("a run starts within moments of its event", async () => {
  const begun = new Map<number, number>();
  const prompt = client.createFunction(
    { id: "prompt", triggers: [{ event: "prompt/asked" }] },
    async ({ event, step }) => {
      await step.run("begin", () => void begun.set(event.data.id, Date.now()));
    },
  );
  await runFunctions([prompt]);
  const waits: number[] = [];
  for (let id = 0; id < 15; id++) {
    const sentAt = Date.now();
    await sendEvents(jobsDatabase(), [{ name: "prompt/asked", data: { id } }]);
    const at = await eventually(`run ${id} begins`, () => begun.get(id));
    waits.push(at - sentAt);
  }
  waits.sort((a, b) => a - b);
  // On a quiet machine the middle is about 20 ms; a poll instead of a notification would be seconds.
  expect(waits[7]).toBeLessThan(200);
});
