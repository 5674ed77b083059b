import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import { beforeEach, expect, test, vi } from "vitest";

const KEY = "signkey-test-00112233445566778899aabbccddeeff";
const ADDRESS = "http://inbox.test/api/inngest";

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The route as a process with these variables serves it. */
async function routeWith(variables: Record<string, string>) {
  for (const name of ["INNGEST_DEV", "INNGEST_SIGNING_KEY", "INNGEST_EVENT_KEY", "INNGEST_BASE_URL"]) {
    vi.stubEnv(name, variables[name]);
  }
  const route = await import("@/app/api/inngest/route");
  const { jobsMode } = await import("@/inngest/client");
  const { functions } = await import("@/inngest/functions");
  // One that says what happens when it fails is told as two.
  const count = functions.length + functions.filter((one) => one.opts.onFailure).length;
  return { ...route, mode: jobsMode(), count };
}

const CLOUD = {
  INNGEST_SIGNING_KEY: KEY,
  INNGEST_EVENT_KEY: "events",
  INNGEST_BASE_URL: "http://inngest.test",
};

function ask(method: string, body = "", signedAt?: number): [NextRequest, { params: Promise<object> }] {
  const headers = new Headers({ host: "inbox.test", "content-type": "application/json" });
  if (signedAt !== undefined) headers.set("x-inngest-signature", sign(body, signedAt));
  const request = new NextRequest(`${ADDRESS}?fnId=inbox-sweep&stepId=step`, {
    method,
    headers,
    ...(method === "GET" ? {} : { body }),
  });
  return [request, { params: Promise.resolve({}) }];
}

function sign(body: string, at: number): string {
  const key = KEY.replace(/^signkey-\w+-/, "");
  const seconds = Math.round(at / 1000);
  return `t=${seconds}&s=${createHmac("sha256", key).update(body).update(String(seconds)).digest("hex")}`;
}

// As the signature sees it: keys in order, no spaces (RFC 8785).
const CALL = JSON.stringify({
  ctx: {
    attempt: 0,
    disable_immediate_execution: false,
    run_id: "r1",
    stack: { current: 0, stack: [] },
    use_api: false,
  },
  event: { data: {}, id: "e1", name: "inngest/scheduled.timer", ts: 1 },
  events: [{ data: {}, id: "e1", name: "inngest/scheduled.timer", ts: 1 }],
  steps: {},
  version: 2,
});

test("where the jobs are embedded the route is closed", async () => {
  const { GET, POST, PUT, mode } = await routeWith({});
  expect(mode).toBe("embedded");
  for (const [method, handler] of Object.entries({ GET, POST, PUT })) {
    expect((await handler(...ask(method, CALL, Date.now()))).status).toBe(404);
  }
});

test("half of the keys opens nothing", async () => {
  const { POST, mode } = await routeWith({ INNGEST_SIGNING_KEY: KEY });
  expect(mode).toBe("embedded");
  expect((await POST(...ask("POST", CALL, Date.now()))).status).toBe(404);
});

test("with keys a call is taken from who can sign, and from nobody else", async () => {
  const { POST, mode } = await routeWith(CLOUD);
  expect(mode).toBe("cloud");
  expect((await POST(...ask("POST", CALL))).status).toBe(401);
  expect((await POST(...ask("POST", CALL, Date.now() - 15 * 60_000))).status).toBe(401);
  const forged = ask("POST", CALL.replace("r1", "r2"));
  forged[0].headers.set("x-inngest-signature", sign(CALL, Date.now()));
  expect((await POST(...forged)).status).toBe(401);

  const answer = await POST(...ask("POST", CALL, Date.now()));
  expect(answer.status).toBe(206);
  const [step] = await answer.json();
  expect(step).toMatchObject({ op: "StepRun", displayName: "list", data: [] });
});

test("with keys the functions are told to who can sign, and to nobody else", async () => {
  const { GET, PUT, count } = await routeWith(CLOUD);
  const body = JSON.stringify({ url: ADDRESS });
  expect((await GET(...ask("GET"))).status).toBe(401);
  expect((await GET(...ask("GET", "", Date.now()))).status).toBe(200);
  const inBand = (signedAt?: number) => {
    const asked = ask("PUT", body, signedAt);
    asked[0].headers.set("x-inngest-sync-kind", "in_band");
    return PUT(...asked);
  };
  expect((await inBand()).status).toBe(401);
  const told = await inBand(Date.now());
  expect(told.status).toBe(200);
  const ids = (await told.json()).functions.map((one: { id: string }) => one.id);
  expect(ids).toContain("inbox-deliver-message");
  expect(ids).toHaveLength(count);
});

test("with a dev server the functions are served unsigned, to it", async () => {
  const { GET, mode, count } = await routeWith({ INNGEST_DEV: "http://127.0.0.1:8288" });
  expect(mode).toBe("dev");
  const answer = await GET(...ask("GET"));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ mode: "dev", function_count: count });
});

test("with keys events leave after the commit, and one the server does not take undoes nothing", async () => {
  const taken: unknown[] = [];
  const server = createServer((request, response) => {
    request
      .on("data", (data) => taken.push(...JSON.parse(String(data))))
      .on("end", () => {
        response.writeHead(taken.length > 1 ? 400 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify({ ids: ["e1"], status: 200 }));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await routeWith({ ...CLOUD, INNGEST_BASE_URL: `http://127.0.0.1:${port}` });
  const { announce } = await import("@/inngest/announce");
  const { withCompany } = await import("@/db/company");
  const { createCompany } = await import("@/tests/support/factories/company");
  const { companyId } = await createCompany();
  const tell = () =>
    withCompany(companyId, async (db) => {
      await announce(db, [{ name: "message/queued", data: { companyId, messageId: 1 } }]);
      expect(taken.length % 2).toBe(0);
      return "committed";
    });
  const undone = withCompany(companyId, async (db) => {
    await announce(db, [{ name: "message/queued", data: {} }]);
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  expect(taken).toHaveLength(0);
  expect(await tell()).toBe("committed");
  expect(taken).toEqual([
    expect.objectContaining({ name: "message/queued", data: { companyId, messageId: 1 } }),
  ]);
  taken.push("the next one is refused");
  expect(await tell()).toBe("committed");
  server.close();
});

test("only where the jobs are embedded and the launcher asks do workers start", async () => {
  const { runJobsHere } = await import("@/inngest/run-jobs-here");
  const { jobsDatabase } = await import("@/inngest/embedded/connection");
  const { stopJobs } = await import("@/inngest/start-jobs");
  const { stopPush } = await import("@/inngest/push");
  const workers = () => jobsDatabase()`select from jobs.processes`;
  vi.stubEnv("INBOX_JOBS", "0");
  await runJobsHere();
  expect(await workers()).toHaveLength(0);

  vi.resetModules();
  vi.stubEnv("INBOX_JOBS", "1");
  const asked = await import("@/inngest/run-jobs-here");
  await asked.runJobsHere();
  await asked.runJobsHere();
  vi.resetModules();
  const reloaded = await import("@/inngest/run-jobs-here");
  await reloaded.runJobsHere();
  expect(await workers()).toHaveLength(1);
  await Promise.all([stopPush(), stopJobs()]);
  expect(await workers()).toHaveLength(0);
});
