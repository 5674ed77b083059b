import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { createCompany } from "../../support/factories/company";
import { createIntegration } from "../../support/factories/integration";
import { startImapServer } from "../../support/imap-server";

const dataDir = mkdtempSync(join(tmpdir(), "inbox-launch-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Types the command as a person does, against the database of this spec file. */
function type(command: string, environment: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/launch/main.ts", command], {
    env: { ...process.env, NODE_ENV: "test", LC_ALL: "en_GB.UTF-8", INBOX_DATA_DIR: dataDir, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended: Ended = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    ended.out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    ended.err += String(chunk);
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ ...ended, code })));
}

test("an unknown command is answered with those there are", async () => {
  expect(await type("party")).toEqual({
    code: 1,
    out: "",
    err: "Say what to start: demo, dev, start, sync or migrate.\n",
  });
});

test("a database that does not answer is one sentence with its host, and no password", async () => {
  const ended = await type("migrate", {
    DATABASE_URL: "postgres://me:hush@127.0.0.1:1/inbox",
    DATABASE_OWNER_URL: "",
  });
  expect(ended.code).toBe(1);
  expect(ended.err).toMatch(/^The database at 127\.0\.0\.1:1 does not answer .*: check DATABASE_URL\.\n$/);
  expect(ended.err).not.toContain("hush");
});

test("a variable that cannot be understood is named, in French where the terminal is French", async () => {
  const ended = await type("start", { PORT: "web", LC_ALL: "fr_FR.UTF-8" });
  expect(ended.code).toBe(1);
  expect(ended.err).toMatch(/^PORT, dans l’environnement ou dans \.env, est inutilisable/);
});

test("migrating again changes nothing and says what it did", async () => {
  const ended = await type("migrate");
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(ended.out).toContain("✓ Preparing the database");
});

test("a sync says of each mailbox what came, and fails when one could not be read", async () => {
  const imap = await startImapServer({ username: "contact@company.test" });
  await imap.deliver("From: a@customer.test\nSubject: Question\nMessage-ID: <1@customer.test>\n\nBonjour");
  await imap.deliver("From: a@customer.test\nSubject: Question\nMessage-ID: <1@customer.test>\n\nBonjour");
  const { companyId } = await createCompany();
  const access = { username: imap.username, password: imap.password, imapPort: imap.port };
  await withCompany(companyId, (db) => createIntegration(db, { address: "contact@company.test", access }));
  expect(await type("sync")).toMatchObject({
    code: 0,
    out: expect.stringContaining(
      "contact@company.test: 1 received, 1 duplicates, 0 newsletters, 0 set apart",
    ),
  });

  await imap.close();
  const ended = await type("sync");
  expect(ended.code).toBe(1);
  expect(ended.err).toMatch(/^contact@company\.test: The server .*answer/m);
}, 60_000);
