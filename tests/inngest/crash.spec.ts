import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { sendEvents } from "@/inngest/embedded/send";
import { testDatabase } from "@/tests/support/database";
import { client, endedRun, eventually, runFunctions, runsOf } from "@/tests/support/jobs";

// Each test starts processes of its own.
vi.setConfig({ testTimeout: 60_000 });

const sql = jobsDatabase();
const children: ChildProcess[] = [];

beforeAll(async () => {
  await sql`create table crash_log (run_id text, step text, token text, pid int, at timestamptz default now())`;
});

beforeEach(async () => {
  await sql`truncate crash_log`;
  await sql`delete from jobs.runs`;
  await sql`delete from graphile_worker._private_jobs`;
});

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
});

async function startWorkers(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "tests/support/crash-child.ts"],
    { detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
  children.push(child);
  await Promise.race([once(child, "message"), once(child, "exit")]);
  if (child.exitCode !== null) throw new Error("The workers did not start");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

interface Execution {
  run_id: string;
  step: string;
  token: string;
  pid: number;
}

const executions = () => sql<Execution[]>`select * from crash_log order by at`;

interface Chain {
  id: string;
  status: string;
  output: string[];
  results: Record<string, { data: unknown }>;
}

const chains = () => sql<Chain[]>`
  select r.id, r.status, r.output, json_object_agg(s.name, s.result) filter (where s.name is not null) as results
  from jobs.runs r left join jobs.steps s on s.run_id = r.id
  where r.function_id = 'crash-chain' group by r.id`;

const ended = (count: number) =>
  eventually(
    `${count} chains have ended`,
    async () => {
      const runs = await chains();
      return runs.length === count && runs.every((run) => run.status !== "running") && runs;
    },
    45_000,
  );

/** The run's own view of its steps is what is recorded, and each recorded result comes from one execution. */
function expectRecordedOnce(run: Chain, all: Execution[]): void {
  const { a, b, c, d, e } = run.results;
  expect(run.status).toBe("completed");
  expect(run.output).toEqual(e?.data);
  expect(run.output.slice(0, 4)).toEqual([a?.data, b?.data, c?.data, d?.data]);
  const known = all.filter((one) => one.run_id === run.id).map((one) => one.token);
  expect(known).toEqual(expect.arrayContaining(run.output));
}

test("a process killed in the middle of a step loses nothing: another one finishes the run", async () => {
  const doomed = await startWorkers();
  await sendEvents(sql, [{ name: "chain/asked", data: { ms: 250, lane: 1 } }]);
  await eventually("step b runs", async () => (await executions()).some(({ step }) => step === "b"));
  await kill(doomed);
  const killedAt = Date.now();
  await startWorkers();
  const [run] = await ended(1);
  const all = await executions();
  if (run) expectRecordedOnce(run, all);
  expect(all.map(({ step }) => step).filter((step) => step < "c")).toEqual(["a", "b", "b"]);
  expect(all.filter(({ step }) => step > "b")).toHaveLength(3);
  expect(Date.now() - killedAt).toBeLessThan(15_000);
});

test("a process that lives takes over from one that is killed beside it", async () => {
  const [first, second] = await Promise.all([startWorkers(), startWorkers()]);
  await sendEvents(sql, [{ name: "chain/asked", data: { ms: 700, lane: 1 } }]);
  const [begun] = await eventually("a step runs", async () => {
    const all = await executions();
    return all.length > 0 && all;
  });
  await kill(begun?.pid === first.pid ? first : second);
  const [run] = await ended(1);
  const all = await executions();
  if (run) expectRecordedOnce(run, all);
  expect(all.filter(({ step }) => step === "a")).toHaveLength(2);
});

test("round after round of kills, every run completes and every step is recorded once", async () => {
  const ROUNDS = 3;
  const RUNS = 10;
  const alive = [await startWorkers(), await startWorkers()];
  for (let round = 0; round < ROUNDS; round++) {
    await sendEvents(
      sql,
      Array.from({ length: RUNS }, (_, id) => ({ name: "chain/asked", data: { ms: 40, lane: id % 3 } })),
    );
    await pause(250 + 200 * round);
    const victim = alive.shift();
    if (victim) await kill(victim);
    alive.push(await startWorkers());
  }
  const runs = await ended(ROUNDS * RUNS);
  const all = await executions();
  for (const run of runs) expectRecordedOnce(run, all);
  // Only what ran when a process was killed ran again.
  expect(all.length).toBeLessThan(ROUNDS * RUNS * 5 + ROUNDS * 16);
});

test("a step that kills its process each time ends in a failed run", async () => {
  await sendEvents(sql, [{ name: "poison/asked", data: {} }]);
  for (let life = 0; life < 2; life++) {
    const child = await startWorkers();
    await once(child, "exit");
  }
  await startWorkers();
  const run = await eventually("the run fails", async () => {
    const [row] = await sql`select status, error from jobs.runs where function_id = 'crash-poison'`;
    return row?.status === "failed" && row;
  });
  expect(run.error.message).toMatch(/process ended during this step/);
  expect(await executions()).toHaveLength(2);
});

const locks = async () => (await sql`select lock_key from jobs.processes`).map((row) => row.lock_key);

async function loseConnections(name: string): Promise<void> {
  const admin = postgres(testDatabase().adminUrl, { max: 1 });
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like ${name}`;
  await admin.end();
}

test("a process that loses its lock stops taking work, begins again, and its job is not recorded twice", async () => {
  const tokens: number[] = [];
  const releases: (() => void)[] = [];
  const held = client.createFunction(
    { id: "held", triggers: [{ event: "held/asked" }], concurrency: { limit: 1 }, retries: 3 },
    async ({ event, step }) => {
      if (event.data.quick) return "quick";
      return step.run("hold", async () => {
        const token = tokens.push(tokens.length);
        await new Promise<void>((resolve) => releases.push(resolve));
        return token;
      });
    },
  );
  await runFunctions([held]);
  await sendEvents(sql, [{ name: "held/asked", data: {} }]);
  await eventually("the step runs", () => tokens.length === 1);
  const before = await locks();
  await loseConnections("inbox-jobs-lock");
  await eventually("it has another lock", async () => {
    const now = await locks();
    return now.length === 1 && now[0] !== before[0];
  });
  await eventually("the job is taken again", () => tokens.length === 2);
  releases[0]?.();
  await pause(100);
  expect((await runsOf("held"))[0]?.status).toBe("running");
  releases[1]?.();
  expect((await endedRun("held")).output).toBe(2);
  await sendEvents(sql, [{ name: "held/asked", data: { quick: true } }]);
  await eventually("its lane is free", async () => (await runsOf("held"))[1]?.output === "quick");
});

test("a process that loses the queue's connections goes on", async () => {
  const steady = client.createFunction(
    { id: "steady", triggers: [{ event: "steady/asked" }] },
    async () => "yes",
  );
  await runFunctions([steady]);
  await loseConnections("inbox-jobs-queue");
  await sendEvents(sql, [{ name: "steady/asked", data: {} }]);
  expect((await endedRun("steady")).output).toBe("yes");
});

test("after a restart of the database the jobs go on", async () => {
  const survives = client.createFunction(
    { id: "survives", triggers: [{ event: "survives/asked" }] },
    async () => "yes",
  );
  await runFunctions([survives]);
  const before = await locks();
  await loseConnections("inbox-jobs%");
  await eventually("it has another lock", async () => {
    const now = await locks().catch(() => before);
    return now.length === 1 && now[0] !== before[0];
  });
  await sendEvents(sql, [{ name: "survives/asked", data: {} }]);
  expect((await endedRun("survives")).output).toBe("yes");
});
