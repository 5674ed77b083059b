import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, test } from "vitest";
import { jobsDatabase } from "@/inngest/embedded/connection";
import {
  client,
  endedRun,
  eventually,
  runFunctions,
  runsOf,
  startFunctions,
  stepwise,
} from "@/tests/support/jobs";

describe.each([
  { mode: "several steps in a call", inngest: client, mark: "several" },
  { mode: "one step in a call", inngest: stepwise, mark: "single" },
])("with $mode", ({ inngest, mark }) => {
  const start = (name: string) => inngest.send({ name: `${mark}/${name}`, data: { id: 1 } });
  const triggered = (name: string) => ({ id: `${mark}-${name}`, triggers: [{ event: `${mark}/${name}` }] });
  const serve = (...functions: Parameters<typeof runFunctions>[0]) =>
    runFunctions(functions, { with: inngest });

  test("a step runs once and its result stays, though the function is called again", async () => {
    const ran: string[] = [];
    const steps = inngest.createFunction(triggered("memo"), async ({ event, step }) => {
      const one = await step.run(
        "one",
        () => ran.push("one") && { id: (event.data as { id: number }).id, at: new Date(0) },
      );
      const two = await step.run("two", () => ran.push("two") && undefined);
      await step.sleep("nap", "1s");
      const again = await step.run("one", () => ran.push("one again") && "again");
      return { one, two, again };
    });
    await serve(steps);
    await start("memo");
    const run = await endedRun(`${mark}-memo`);
    expect(run.output).toEqual({ one: { id: 1, at: "1970-01-01T00:00:00.000Z" }, two: null, again: "again" });
    expect(ran).toEqual(["one", "two", "one again"]);
    expect(run.steps.map(({ name, status, attempts }) => [name, status, attempts])).toEqual([
      ["one", "done", 1],
      ["two", "done", 1],
      ["nap", "done", 1],
      ["one", "done", 1],
    ]);
  });

  test("a step that fails is tried again, the steps before it are not", async () => {
    const attempts: number[] = [];
    let before = 0;
    const flaky = inngest.createFunction({ ...triggered("flaky"), retries: 3 }, async ({ attempt, step }) => {
      await step.run("before", () => ++before);
      await step.run("flaky", () => {
        attempts.push(attempt);
        if (attempts.length < 3) throw new Error(`no ${attempts.length}`);
      });
    });
    await serve(flaky);
    await start("flaky");
    const run = await endedRun(`${mark}-flaky`);
    expect(run.status).toBe("completed");
    expect(before).toBe(1);
    expect(attempts).toEqual([0, 1, 2]);
    expect(run.steps[1]).toMatchObject({
      name: "flaky",
      status: "done",
      attempts: 3,
      error: { message: "no 2" },
    });
  });

  test("a step is known with the time it took", async () => {
    const slow = inngest.createFunction(triggered("slow"), async ({ step }) => {
      await step.run("slow", () => new Promise<void>((resolve) => setTimeout(resolve, 150)));
    });
    await serve(slow);
    await start("slow");
    const [step] = (await endedRun(`${mark}-slow`)).steps;
    const took = (step?.endedAt?.getTime() ?? 0) - (step?.startedAt.getTime() ?? 0);
    expect(took).toBeGreaterThanOrEqual(140);
    expect(took).toBeLessThan(5000);
  });

  test("RetryAfterError says when the next try is made", async () => {
    const tries: number[] = [];
    const later = inngest.createFunction({ ...triggered("later"), retries: 1 }, async ({ step }) => {
      await step.run("later", () => {
        tries.push(Date.now());
        if (tries.length < 2) throw new RetryAfterError("busy", "1s");
      });
    });
    await serve(later);
    await start("later");
    expect((await endedRun(`${mark}-later`)).status).toBe("completed");
    const [first = 0, second = 0] = tries;
    expect(second - first).toBeGreaterThanOrEqual(950);
    expect(second - first).toBeLessThan(2500);
  });

  test("NonRetriableError ends the run at once", async () => {
    let tries = 0;
    const hopeless = inngest.createFunction(triggered("hopeless"), async ({ step }) => {
      await step.run("hopeless", () => {
        tries++;
        throw new NonRetriableError("The mailbox is gone.");
      });
    });
    await serve(hopeless);
    await start("hopeless");
    const run = await endedRun(`${mark}-hopeless`);
    expect(tries).toBe(1);
    expect(run).toMatchObject({ status: "failed", error: { message: "The mailbox is gone." } });
    expect(run.steps[0]).toMatchObject({ status: "failed", error: { message: "The mailbox is gone." } });
  });

  test("tries are used up, then onFailure hears of it", async () => {
    let tries = 0;
    const heard: unknown[] = [];
    const doomed = inngest.createFunction(
      {
        ...triggered("doomed"),
        retries: 2,
        onFailure: async ({ error, event, step }) => {
          await step.run("note", () => heard.push([error.message, event.data.event.data.id]));
        },
      },
      async ({ step }) => {
        await step.run("doomed", () => {
          throw new Error(`try ${++tries}`);
        });
      },
    );
    await serve(doomed);
    await start("doomed");
    await endedRun(`${mark}-doomed-failure`);
    expect(await endedRun(`${mark}-doomed`)).toMatchObject({ status: "failed", error: { message: "try 3" } });
    expect(tries).toBe(3);
    expect(heard).toEqual([["try 3", 1]]);
  });

  test("a function that throws outside a step is tried again", async () => {
    let tries = 0;
    const body = inngest.createFunction({ ...triggered("body"), retries: 2 }, async () => {
      if (++tries < 3) throw new Error("not yet");
      return "now";
    });
    await serve(body);
    await start("body");
    expect(await endedRun(`${mark}-body`)).toMatchObject({ status: "completed", output: "now", error: null });
    expect(tries).toBe(3);
  });

  test("an error of a step can be caught", async () => {
    const careful = inngest.createFunction({ ...triggered("careful"), retries: 1 }, async ({ step }) => {
      const caught = await step
        .run("risky", (): string => {
          throw new TypeError("broken");
        })
        .catch((error: Error) => `${error.name}: ${error.message}`);
      return step.run("after", () => caught);
    });
    await serve(careful);
    await start("careful");
    const run = await endedRun(`${mark}-careful`);
    expect(run).toMatchObject({ status: "completed", output: "TypeError: broken" });
    expect(run.steps.map((step) => step.status)).toEqual(["failed", "done"]);
  });

  test("steps beside each other run beside each other, each once, and one may be tried again", async () => {
    const ran: string[] = [];
    const parallel = inngest.createFunction({ ...triggered("parallel"), retries: 2 }, async ({ step }) => {
      const parts = await Promise.all(
        ["a", "b", "c"].map((name) =>
          step.run(name, () => {
            ran.push(name);
            if (name === "b" && ran.filter((other) => other === "b").length < 2) throw new Error("again");
            return name.toUpperCase();
          }),
        ),
      );
      return step.run("join", () => ran.push("join") && parts.join(""));
    });
    await serve(parallel);
    await start("parallel");
    const run = await endedRun(`${mark}-parallel`);
    expect(run).toMatchObject({ status: "completed", output: "ABC" });
    expect(ran.sort()).toEqual(["a", "b", "b", "c", "join"]);
  });

  test("after a race the function goes on at once, and ends when the loser has", async () => {
    const race = inngest.createFunction(triggered("race"), async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([step.run("quick", () => "quick"), step.sleep("slow", "1s").then(() => "slow")]),
      );
      return step.run("after", () => winner);
    });
    await serve(race);
    await start("race");
    const run = await endedRun(`${mark}-race`);
    expect(run).toMatchObject({ status: "completed", output: "quick" });
    expect(run.steps.map((step) => step.name)).toEqual(["quick", "after", "slow"]);
  });
});

test("a run waits for a process that knows its function, and then goes on", async () => {
  let before = 0;
  const knows = client.createFunction(
    { id: "renamed", triggers: [{ event: "renamed/asked" }] },
    async ({ step }) => {
      await step.run("before", () => ++before);
      await step.sleep("nap", "1s");
      return "done";
    },
  );
  const old = await startFunctions([knows]);
  await client.send({ name: "renamed/asked", data: {} });
  await eventually("it sleeps", async () => (await runsOf("renamed"))[0]?.steps.length === 2);
  await old.stop();

  const ignorant = await startFunctions([]);
  await eventually("it was handed to who does not know it", async () => {
    const [job] =
      await jobsDatabase()`select from graphile_worker.jobs where last_error like '%not registered%'`;
    return job !== undefined;
  });
  await ignorant.stop();

  await runFunctions([knows]);
  expect(await endedRun("renamed")).toMatchObject({ status: "completed", output: "done" });
  expect(before).toBe(1);
});
