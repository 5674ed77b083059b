import { NonRetriableError } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimCall } from "@/inngest/embedded/claim";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { executeCall } from "@/inngest/embedded/execute";
import { serveFunctions } from "@/inngest/embedded/functions";
import { log } from "@/inngest/embedded/log";
import { retain } from "@/inngest/embedded/retain";
import { findRun, listRuns, replayRun } from "@/inngest/embedded/runs";
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

const sql = jobsDatabase();

test("a failed run is replayed from its beginning with its event, and the first one stays", async () => {
  let broken = true;
  const begun: number[] = [];
  const repaired = client.createFunction(
    {
      id: "repaired",
      triggers: [{ event: "repaired/asked" }],
      idempotency: "event.data.id",
      singleton: { mode: "skip" },
    },
    async ({ event, step }) => {
      await step.run("begin", () => begun.push(event.data.id));
      if (broken) throw new NonRetriableError("not today");
      return "repaired";
    },
  );
  await runFunctions([repaired]);
  await client.send({ name: "repaired/asked", data: { id: 5 } });
  const first = await endedRun("repaired");
  expect(first).toMatchObject({ status: "failed", error: { message: "not today" } });

  broken = false;
  const again = await replayRun(sql, first.id);
  const [, second] = await endedRuns("repaired", 2);
  expect(second).toMatchObject({ id: again, status: "completed", output: "repaired", replayOf: first.id });
  expect(begun).toEqual([5, 5]);
  expect(await replayRun(sql, second?.id ?? "")).toBeUndefined();
  expect(await replayRun(sql, "none")).toBeUndefined();
});

test("runs are listed newest first, in pages, by state and by company", async () => {
  const listed = client.createFunction(
    { id: "listed", triggers: [{ event: "listed/asked" }] },
    async ({ event }) => {
      if (event.data.id % 2) throw new NonRetriableError("odd");
    },
  );
  await runFunctions([listed]);
  await client.send(
    [1, 2, 3, 4, 5].map((id) => ({ name: "listed/asked", data: { id, companyId: id < 4 ? 1 : 2 } })),
  );
  await endedRuns("listed", 5);
  const page = await listRuns(sql, { companyId: 1, limit: 2 });
  const rest = await listRuns(sql, { companyId: 1, limit: 2, before: page.at(-1)?.id });
  expect(page).toHaveLength(2);
  expect(rest).toHaveLength(1);
  expect([...page, ...rest].map((run) => run.id)).toEqual(
    [...page, ...rest]
      .map((run) => run.id)
      .sort()
      .reverse(),
  );
  expect(await listRuns(sql, { companyId: 2, status: "failed", limit: 9 })).toHaveLength(1);
  expect(await listRuns(sql, { companyId: 2, status: "running", limit: 9 })).toEqual([]);
});

test("old runs and events go, young ones and those that run stay", async () => {
  const kept = client.createFunction(
    { id: "kept", triggers: [{ event: "kept/asked" }] },
    async ({ event, step }) => {
      if (event.data.sleeps) await step.sleep("long", "40d");
      await step.run("work", () => "done");
      if (event.data.fails) throw new NonRetriableError("failed");
    },
  );
  await runFunctions([kept]);
  await client.send([{}, { fails: true }, { sleeps: true }].map((data) => ({ name: "kept/asked", data })));
  await client.send({ name: "nobody/listens", data: {} });
  const names = async () => (await runsOf("kept")).map((run) => run.status).sort();
  await eventually(
    "they have come so far",
    async () => (await names()).join() === "completed,failed,running",
  );
  const age = async (days: number) => {
    const interval = `${days} days`;
    await sql`update jobs.runs set ended_at = now() - ${interval}::interval where ended_at is not null`;
    await sql`update jobs.events set sent_at = now() - ${interval}::interval`;
    const served = await serveFunctions(client, []);
    await retain({ sql, served, log, retryDelay: () => 0 });
  };
  await age(6);
  expect(await names()).toEqual(["completed", "failed", "running"]);
  expect(await sql`select from jobs.events where name = 'nobody/listens'`).toHaveLength(0);
  await age(8);
  expect(await names()).toEqual(["failed", "running"]);
  await age(31);
  expect(await names()).toEqual(["running"]);
  const [left] = await sql`select count(*)::int as steps from jobs.steps s join jobs.runs r on r.id = s.run_id
    where r.function_id = 'tests-kept'`;
  expect(left?.steps).toBe(1);
  const planned = await sql`select from graphile_worker.jobs where key = 'retain'`;
  expect(planned).toHaveLength(1);
});

test("a run whose function nobody knows any more fails in the end, and can be seen", async () => {
  const sent = client.createFunction(
    { id: "forgotten", triggers: [{ event: "forgotten/asked" }] },
    async ({ step }) => {
      await step.sleep("long", "1h");
    },
  );
  const jobs = await startFunctions([sent]);
  await client.send({ name: "forgotten/asked" });
  await eventually("it sleeps", async () => (await runsOf("forgotten"))[0]?.steps.length === 1);
  await jobs.stop();
  await sql`update graphile_worker._private_jobs set run_at = now() where key like 'wake:%'`;
  const ignorant = await startFunctions([]);
  await eventually("the queue has tried", async () => {
    const tried = await sql`
      update graphile_worker._private_jobs set max_attempts = attempts
      where last_error like '%forgotten is not registered%' and locked_at is null returning id`;
    return tried.length === 1;
  });
  await ignorant.stop();
  await retain({ sql, served: await serveFunctions(client, []), log, retryDelay: () => 0 });
  expect(await endedRun("forgotten")).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining("is not registered") },
    steps: [{ status: "done" }],
  });
});

test("lanes that have no job any more are collected", async () => {
  const laned = client.createFunction(
    { id: "laned", triggers: [{ event: "laned/asked" }], concurrency: { limit: 1, key: "event.data.id" } },
    async () => "done",
  );
  await runFunctions([laned]);
  await client.send([1, 2, 3].map((id) => ({ name: "laned/asked", data: { id } })));
  await endedRuns("laned", 3);
  await quiet();
  await retain({ sql, served: await serveFunctions(client, []), log, retryDelay: () => 0 });
  expect(await sql`select from graphile_worker._private_job_queues`).toHaveLength(0);
});

let calls = 0;
const fenced = client.createFunction(
  { id: "fenced", triggers: [{ event: "fenced/asked" }] },
  async ({ step }) => {
    calls++;
    await step.sleep("long", "1h");
    await step.run("work", () => "done");
  },
);

/** The executor's parts without its workers, to deliver a call when we want. */
async function fencedRun() {
  const served = await serveFunctions(client, [fenced]);
  const executor = { sql, served, log, retryDelay: () => 0 };
  const [run] = await runsOf("fenced");
  if (!run) throw new Error("no run");
  return { executor, runId: run.id };
}

beforeAll(() => {
  calls = 0;
});

test("a call that is delivered twice changes nothing the second time", async () => {
  await runFunctions([fenced]);
  await client.send({ name: "fenced/asked" });
  await eventually("it sleeps", async () => (await runsOf("fenced"))[0]?.steps.length === 1);
  const { executor, runId } = await fencedRun();
  const before = await findRun(sql, runId);
  await executeCall(executor, { runId, version: 0, attempt: 0 }, 2);
  expect(await findRun(sql, runId)).toEqual(before);
  expect(calls).toBe(1);
});

test("of two deliveries at once the one that began last writes", async () => {
  const { executor, runId } = await fencedRun();
  const [current] = await sql`select version from jobs.runs where id = ${runId}`;
  const payload = { runId, version: current?.version, attempt: 0 };
  const slow = executor.served.call;
  let overtaken = false;
  executor.served = {
    ...executor.served,
    call: async (request) => {
      if (!overtaken) {
        overtaken = true;
        await claimCall(sql, payload);
      }
      return slow(request);
    },
  };
  const before = await sql`select version, lease from jobs.runs where id = ${runId}`;
  await executeCall(executor, payload, 1);
  const after = await sql`select version, lease from jobs.runs where id = ${runId}`;
  expect(after[0]?.version).toBe(before[0]?.version);
  expect(after[0]?.lease).toBe(before[0]?.lease + 2);
});

afterAll(async () => {
  await sql`update jobs.runs set status = 'cancelled', ended_at = now() where status = 'running'`;
});
