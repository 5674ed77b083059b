import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBeforeStart, checkNode, checkPort } from "@/lib/launch/checks";
import type { Plan } from "@/lib/launch/plan";
import { phrase } from "@/lib/launch/words";

const folder = mkdtempSync(join(tmpdir(), "inbox-launch-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plan(environment: Partial<Plan["environment"]> = {}, change: Partial<Plan> = {}): Plan {
  return {
    command: "start",
    environment: {
      NODE_ENV: "",
      NEXTAUTH_SECRET: "",
      ENCRYPTION_KEYS: "",
      PORT: 3000,
      INBOX_DATA_DIR: folder,
      INNGEST_DEV: "",
      INNGEST_SIGNING_KEY: "",
      INNGEST_EVENT_KEY: "",
      ...environment,
    },
    dataDir: folder,
    filesDir: join(folder, "files"),
    database: "inbox",
    port: 3000,
    host: "127.0.0.1",
    url: "http://localhost:3000",
    ...change,
  };
}

const OWN = { DATABASE_URL: "postgres://db.example/inbox" };
const SECRETS = { NEXTAUTH_SECRET: "s".repeat(32), ENCRYPTION_KEYS: "k1:secret" };

test.each(["18.19.0", "20.19.4"])("Node %s is refused", (version) => {
  expect(() => checkNode(version)).toThrow(expect.objectContaining({ sentence: "node" }));
});

test.each(["20.20.0", "22.1.0", "24.0.0"])("Node %s will do", (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

describe("in production with a database of one's own", () => {
  test.each(["NEXTAUTH_SECRET", "ENCRYPTION_KEYS"] as const)("a missing %s is named", (name) => {
    const secrets = { ...SECRETS, [name]: "" };
    expect(() => checkBeforeStart(plan({ NODE_ENV: "production", ...OWN, ...secrets }))).toThrow(
      expect.objectContaining({ sentence: "secret", values: { name } }),
    );
  });

  test("it starts once both secrets are there", () => {
    expect(() => checkBeforeStart(plan({ NODE_ENV: "production", ...OWN, ...SECRETS }))).not.toThrow();
  });
});

test("production on the embedded database makes its own secrets", () => {
  expect(() => checkBeforeStart(plan({ NODE_ENV: "production" }))).not.toThrow();
});

test("production with INNGEST_DEV would open the jobs to everyone", () => {
  expect(() => checkBeforeStart(plan({ NODE_ENV: "production", INNGEST_DEV: "1" }))).toThrow(
    expect.objectContaining({ sentence: "inngestDev" }),
  );
});

test("one of an Inngest server's two keys alone is named as half of something", () => {
  expect(() => checkBeforeStart(plan({ INNGEST_SIGNING_KEY: "key" }))).toThrow(
    expect.objectContaining({ sentence: "inngestKey", values: { name: "INNGEST_EVENT_KEY" } }),
  );
  expect(() => checkBeforeStart(plan({ INNGEST_EVENT_KEY: "key" }))).toThrow(
    expect.objectContaining({ sentence: "inngestKey", values: { name: "INNGEST_SIGNING_KEY" } }),
  );
});

describe("on serverless hosting", () => {
  test("embedded parts have no process to live in", () => {
    expect(() => checkBeforeStart(plan({ VERCEL: "1", ...OWN }))).toThrow(
      expect.objectContaining({ sentence: "serverless", values: { host: "Vercel" } }),
    );
  });

  test("nothing embedded is left to refuse with an own database and Inngest", () => {
    expect(() =>
      checkBeforeStart(plan({ VERCEL: "1", ...OWN, INNGEST_SIGNING_KEY: "key", INNGEST_EVENT_KEY: "key" })),
    ).not.toThrow();
  });
});

test("a data folder that cannot be made is named", () => {
  writeFileSync(join(folder, "file"), "");
  const dataDir = join(folder, "file", "data");
  expect(() => checkBeforeStart(plan({}, { dataDir }))).toThrow(
    expect.objectContaining({ sentence: "not-writable", values: { detail: dataDir } }),
  );
});

describe("a port", () => {
  let taken: Server;
  let port = 0;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    port = typeof address === "object" && address ? address.port : 0;
  });
  afterAll(() => taken.close());

  test("that is taken is refused, and another is proposed", async () => {
    const refusal = await checkPort(plan({}, { port })).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ sentence: "port", values: { port, other: port + 1 } });
    expect(phrase("port", { port, other: port + 1 })).toContain(`PORT=${port + 1}`);
  });

  test("that is free is left free", async () => {
    await new Promise((resolve) => taken.close(resolve));
    await checkPort(plan({}, { port }));
    await checkPort(plan({}, { port }));
  });
});
