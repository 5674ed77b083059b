import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll } from "vitest";
import { openTestDatabase } from "./database";

// The same inputs at every run, so that a failure is somebody's change; another seed looks further.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_125) });

// lib/env reads the environment when it is first imported, so it is set here, before the spec file's imports.
const database = await openTestDatabase();
const files = mkdtempSync(join(tmpdir(), "inbox-files-"));
Object.assign(process.env, {
  DATABASE_URL: database.appUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
  FILES_DIR: files,
  NEXTAUTH_SECRET: "only-for-tests-and-32-characters-long",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
  LOG_LEVEL: "silent",
});

afterAll(async () => {
  const { closeConnections } = await import("@/db/connection");
  await closeConnections();
  await database.drop();
  rmSync(files, { recursive: true, force: true });
});
